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
  readonly #visit: string;
  readonly #folder: () => Promise<FileSystemDirectoryHandle>;
  /** The files of earlier visits, by document; null until they were looked for. */
  #earlier: Map<string, string[]> | null = null;
  /** One after another: of one document the last one is to stay. */
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * @param visit names this tab's visit, unlike any other's. Each visit writes files of its own: a browser that is killed
   *   amid a write leaves something behind, and refuses a file of which it has left too much.
   */
  constructor(visit: string, root: () => Promise<FileSystemDirectoryHandle> = () => navigator.storage.getDirectory()) {
    this.#visit = visit;
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
      const file = await folder.getFileHandle(this.#nameOf(copy.id), { create: true });
      const stream = await file.createWritable();
      await stream.write(JSON.stringify(copy));
      await stream.close();
      await this.#dropEarlier(folder, copy.id);
    });
  }

  /** Drops the copies of a document. */
  drop(id: string): Promise<void> {
    return this.#next(async (folder) => {
      await this.#dropEarlier(folder, id);
      await folder.removeEntry(this.#nameOf(id));
    });
  }

  /** Gives the newest copy of each document, as far as they can be read. */
  async all(): Promise<readonly DocumentCopy[]> {
    const newest = new Map<string, DocumentCopy>();
    await this.#next(async (folder) => {
      for await (const entry of folder.values()) {
        const copy = entry.kind === "file" ? asCopy(await (await entry.getFile()).text()) : undefined;
        if (copy !== undefined && copy.time >= (newest.get(copy.id)?.time ?? -Infinity)) newest.set(copy.id, copy);
      }
    }, Infinity);
    return [...newest.values()];
  }

  /** Gives the ids of the documents that have a copy; null where there can be none. */
  async ids(): Promise<ReadonlySet<string> | null> {
    let found: Set<string> | null = null;
    await this.#next(async (folder) => {
      const ids = new Set<string>();
      for await (const name of folder.keys()) ids.add(idIn(name));
      found = ids;
    });
    return found;
  }

  /** Removes what earlier visits kept of a document. */
  async #dropEarlier(folder: FileSystemDirectoryHandle, id: string): Promise<void> {
    if (this.#earlier === null) {
      this.#earlier = new Map();
      for await (const name of folder.keys()) {
        if (name.endsWith(this.#ending)) continue;
        this.#earlier.set(idIn(name), [...(this.#earlier.get(idIn(name)) ?? []), name]);
      }
    }
    for (const name of this.#earlier.get(id) ?? []) await folder.removeEntry(name).catch(() => undefined);
    this.#earlier.delete(id);
  }

  get #ending(): string {
    return `@${this.#visit}.json`;
  }

  #nameOf(id: string): string {
    return `${encodeURIComponent(id)}${this.#ending}`;
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

/** The document of which a file holds a copy: what stands before the visit, which holds no `@` itself. */
function idIn(name: string): string {
  const at = name.lastIndexOf("@");
  return at < 0 ? name : decodeURIComponent(name.slice(0, at));
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
