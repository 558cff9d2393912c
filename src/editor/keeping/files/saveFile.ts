import type { Format, Written } from "../../../formats/format.ts";
import { download, pickFileToSave, type FileContent, type FileHandle, type FileType } from "../../kit/filePickers.ts";
import { notify } from "../../kit/noticeStore.ts";

/** Describes a format's files to the browser's dialogues. */
function fileTypeOf({ title, mime, endings }: Format): FileType {
  return { description: title, accept: { [mime]: endings } };
}

/** Says what became of a file, and where it can be saved again, if the browser can do that. */
export interface SavedFile {
  readonly done: "Saved" | "Downloaded";
  readonly name: string;
  readonly handle: FileHandle | null;
  readonly notes: Written["notes"];
}

/**
 * Writes a file where the reader chooses, or downloads it where the browser can only do that. Returns null when the reader
 * does not want it after all, and where it could not be written, which was told.
 *
 * @param make gives what is to be written, once its place is chosen: browsers ask for that only right after a press.
 */
export async function saveFile(name: string, format: Format, make: () => Promise<Written>): Promise<SavedFile | null> {
  const handle = await pickFileToSave(name, fileTypeOf(format));
  if (handle === null) return null;
  const written = await make();
  if (handle !== undefined) return saveTo(handle, written);
  download(name, written.content, format.mime);
  return { done: "Downloaded", name, handle: null, notes: written.notes };
}

/** Writes a file once more; null where it could not be written, which was told. */
export async function saveTo(handle: FileHandle, { content, notes }: Written): Promise<SavedFile | null> {
  try {
    await writeFile(handle, content);
    return { done: "Saved", name: handle.name, handle, notes };
  } catch (error) {
    // The reader closed the question whether the page may write it.
    if (error instanceof DOMException && error.name === "AbortError") return null;
    const message = `${handle.name} could not be written (${reasonOf(error)}). What was in it is as it was.`;
    notify({ kind: "error", message });
    return null;
  }
}

/** Writes all of a file or nothing: what was begun is taken back when it cannot be ended. */
async function writeFile(handle: FileHandle, content: FileContent): Promise<void> {
  const file = await handle.createWritable();
  try {
    await file.write(content);
    await file.close();
  } catch (error) {
    // Of two reasons the first is told.
    await file.abort().catch(() => undefined);
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  NotAllowedError: "the browser was not allowed to",
  NotFoundError: "it is no longer there",
  QuotaExceededError: "there is no room for it",
  NoModificationAllowedError: "another program has it open",
  InvalidStateError: "it was changed meanwhile",
};

/** Why a file cannot be written, in our words where we have some. */
function reasonOf(error: unknown): string {
  const known = error instanceof DOMException ? reasons[error.name] : undefined;
  return known ?? (error instanceof Error ? error.message : String(error));
}
