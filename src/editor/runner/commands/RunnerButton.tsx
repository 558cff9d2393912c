import { useMemo } from "react";
import { useDocument } from "../../document/documentStore.ts";
import type { Command } from "../../kit/commands/command.ts";
import { CommandButton, type ButtonLook } from "../../kit/commands/CommandButton.tsx";
import { useRun } from "../runStore.ts";
import { useRunner } from "../useRunner.ts";
import type { Running } from "./running.ts";

/** Shows a button of a command that runs the document. */
export function RunnerButton({ command, ...look }: ButtonLook & { readonly command: Command<Running> }) {
  const runner = useRunner();
  const scope = useMemo(
    () => ({ editor: { runner }, sources: [runner.session, runner.breakpoints, useDocument, useRun] }),
    [runner],
  );
  return <CommandButton command={command} scope={scope} {...look} />;
}
