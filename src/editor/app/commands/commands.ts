import { tidyUp } from "../../canvas/commands/tidyUp.ts";
import { documentCommands } from "../../document/commands/documentCommands.ts";
import { fileCommands } from "../../keeping/commands/fileCommands.ts";
import type { Keeping } from "../../keeping/keeping.ts";
import type { Command } from "../../kit/commands/command.ts";
import { runnerCommands } from "../../runner/commands/runnerCommands.ts";
import { gallery, help, lesson, present, share } from "./pageCommands.ts";

/** Holds everything that a reader can do by a button, a menu or keys, in the order of Help. */
export const commands: readonly Command<Keeping>[] = [
  ...runnerCommands,
  ...documentCommands,
  ...fileCommands,
  tidyUp,
  gallery,
  lesson,
  share,
  present,
  help,
];
