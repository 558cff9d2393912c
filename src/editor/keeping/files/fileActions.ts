import { notifyError } from "../../kit/noticeStore.ts";

type Files = typeof import("./files.ts");

/** Runs what needs the code for files, which comes with the first file. */
function withFiles(run: (files: Files) => Promise<void>): void {
  import("./files.ts").then(run).catch(notifyError);
}

/** What the menu and the keys do with files. */
export const fileActions = {
  startNew: (): void => withFiles((files) => files.startNew()),
  open: (): void => withFiles((files) => files.open()),
  save: (): void => withFiles((files) => files.save()),
  saveAs: (): void => withFiles((files) => files.saveAs()),
  openFile: (file: File): void => withFiles((files) => files.openFile(file)),

  /** Makes a file the text of a words node: the one of this id, or the one that is meant. */
  takeOwnText(file: File, pointedAt: string | null): void {
    import("./ownText.ts").then(({ takeOwnText }) => takeOwnText(file, pointedAt)).catch(notifyError);
  },
};
