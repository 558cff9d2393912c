import { attempt } from "../../kit/attempt.ts";
import type { Keeping } from "../keeping.ts";

type Files = typeof import("./files.ts");

/** Runs what needs the code for files, which comes with the first file. */
function withFiles(run: (files: Files) => Promise<void>): void {
  attempt(async () => run(await import("./files.ts")));
}

/** Holds what the menu and the keys do with files. */
export const fileActions = {
  startNew: (keeping: Keeping): void => withFiles((files) => files.startNew(keeping)),
  open: (keeping: Keeping): void => withFiles((files) => files.open(keeping)),
  save: (keeping: Keeping): void => withFiles((files) => files.save(keeping)),
  saveAs: (keeping: Keeping): void => withFiles((files) => files.saveAs(keeping)),
  saveTrained: (keeping: Keeping): void => withFiles((files) => files.saveTrained(keeping)),
  openFile: (keeping: Keeping, file: File): void => withFiles((files) => files.openFile(keeping, file)),

  /** Makes a file the text of a words node: the one of this id, or the one that is meant. */
  takeOwnText(keeping: Keeping, file: File, pointedAt: string | null): void {
    attempt(async () => (await import("./ownText.ts")).takeOwnText(keeping, file, pointedAt));
  },
};
