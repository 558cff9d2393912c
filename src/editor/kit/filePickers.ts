/** Is what a file is written from. */
export type FileContent = string | Uint8Array<ArrayBuffer>;

/** Holds what the File System Access interface gives where a browser has it; it is not in TypeScript's library. */
export interface FileHandle {
  readonly name: string;
  readonly getFile: () => Promise<File>;
  readonly createWritable: () => Promise<{
    readonly write: (content: FileContent) => Promise<void>;
    readonly close: () => Promise<void>;
    /** Lets go of what was written: the file stays as it was. */
    readonly abort: () => Promise<void>;
  }>;
}

/** Describes a type of file to a dialogue: by its media type the endings, each with its dot. */
export interface FileType {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}

interface FilePickers {
  readonly showOpenFilePicker?: (options: { types: readonly FileType[] }) => Promise<readonly FileHandle[]>;
  readonly showSaveFilePicker?: (options: { suggestedName: string; types: readonly FileType[] }) => Promise<FileHandle>;
}

const pickers = globalThis as unknown as FilePickers;

/** A reader who closes the dialogue has changed their mind: null. */
async function unlessAborted<T>(picked: Promise<T>): Promise<T | null> {
  try {
    return await picked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}

export interface PickedFile {
  readonly file: File;
  /** Where it can be saved again, if the browser can do that. */
  readonly handle: FileHandle | null;
}

/** Asks for a file to open; null when the reader does not want one after all. */
export async function pickFileToOpen(types: readonly FileType[]): Promise<PickedFile | null> {
  if (pickers.showOpenFilePicker !== undefined) {
    const handles = await unlessAborted(pickers.showOpenFilePicker({ types }));
    const handle = handles?.[0];
    return handle === undefined ? null : { file: await handle.getFile(), handle };
  }
  const accepted = types.flatMap(({ accept }) =>
    Object.entries(accept).flatMap(([mime, endings]) => [...endings, mime]),
  );
  const file = await pickWithInput(accepted.join(","));
  return file === null ? null : { file, handle: null };
}

/** Asks for a text file to read; null when the reader does not want one after all. */
export function pickTextFile(): Promise<File | null> {
  return pickWithInput(".txt,text/plain");
}

function pickWithInput(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.onchange = () => resolve(input.files?.[0] ?? null);
    input.oncancel = () => resolve(null);
    input.click();
  });
}

/** Asks where to save; null when the reader does not want to, undefined where the browser can only download. */
export async function pickFileToSave(suggestedName: string, type: FileType): Promise<FileHandle | null | undefined> {
  if (pickers.showSaveFilePicker === undefined) return undefined;
  return unlessAborted(pickers.showSaveFilePicker({ suggestedName, types: [type] }));
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: FileContent, mime: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
