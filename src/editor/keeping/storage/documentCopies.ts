import type { DocumentContents } from "./documentRecord.ts";

/** Describes a document's graph as it is kept a second time. */
export interface DocumentCopy extends DocumentContents {
  readonly format: 1;
  readonly id: string;
  /** When it was changed last, in milliseconds since 1970. */
  readonly time: number;
}

/** The folder of the site's own files in which the copies lie. */
const FOLDER = "documents";
/** Milliseconds that a write waits for its copy: a silent folder must not keep the page from saying "saved". */
const PATIENCE = 1000;

/**
 * Keeps second copies of documents' graphs as files of the site, apart from its databases: a browser that finds a database
 * damaged deletes it, with everything in it. Where a browser has no such files, or no room for them, there are no copies.
 */
export class DocumentCopies {
  readonly #folder: () => Promise<FileSystemDirectoryHandle>;
  /** One after another: of one document the last one is to stay. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(root: () => Promise<FileSystemDirectoryHandle> = () => navigator.storage.getDirectory()) {
    let folder: Promise<FileSystemDirectoryHandle> | null = null;
    // What failed is tried anew by the next call.
    this.#folder = () =>
      (folder ??= Promise.resolve()
        .then(root)
        .then((directory) => directory.getDirectoryHandle(FOLDER, { create: true }))
        .catch((error: unknown) => {
          folder = null;
          throw error;
        }));
  }

  /** Keeps a copy, in place of the one before; resolves when it lies there, or cannot. */
  keep(copy: DocumentCopy): Promise<void> {
    return this.#next(async (folder) => {
      const file = await folder.getFileHandle(nameOf(copy.id), { create: true });
      const stream = await file.createWritable();
      await stream.write(JSON.stringify(copy));
      await stream.close();
    });
  }

  /** Drops the copy of a document. */
  drop(id: string): Promise<void> {
    return this.#next((folder) => folder.removeEntry(nameOf(id)));
  }

  /** Gives all copies that can be read. */
  async all(): Promise<readonly DocumentCopy[]> {
    const found: DocumentCopy[] = [];
    await this.#next(async (folder) => {
      for await (const entry of folder.values()) {
        const copy = entry.kind === "file" ? asCopy(await (await entry.getFile()).text()) : undefined;
        if (copy !== undefined) found.push(copy);
      }
    }, Infinity);
    return found;
  }

  /** Gives the ids of the documents that have a copy; null where there can be none. */
  async ids(): Promise<ReadonlySet<string> | null> {
    let found: Set<string> | null = null;
    await this.#next(async (folder) => {
      const ids = new Set<string>();
      for await (const name of folder.keys()) ids.add(decodeURIComponent(name.replace(/\.json$/, "")));
      found = ids;
    });
    return found;
  }

  /** Works on the folder once the work before is done. What fails leaves no copy, or the one before: the document is kept. */
  async #next(work: (folder: FileSystemDirectoryHandle) => Promise<void>, patience = PATIENCE): Promise<void> {
    const done = this.#queue.then(async () => work(await this.#folder())).catch(() => undefined);
    this.#queue = done;
    if (patience === Infinity) return done;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([done, late]).finally(() => clearTimeout(timer));
  }
}

function nameOf(id: string): string {
  return `${encodeURIComponent(id)}.json`;
}

/** Another version of the page may have written it, or an end of the browser cut it off: then it counts as absent. */
function asCopy(text: string): DocumentCopy | undefined {
  try {
    const copy = JSON.parse(text) as Partial<DocumentCopy> | null;
    const known = copy?.format === 1 && typeof copy.id === "string" && typeof copy.title === "string";
    return known && typeof copy.text === "string" && typeof copy.origin === "object"
      ? (copy as DocumentCopy)
      : undefined;
  } catch {
    return undefined;
  }
}
