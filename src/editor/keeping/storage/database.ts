import { promisifyRequest } from "idb-keyval";

/** Is the one object store of a database, within a transaction that reads. */
export class ReadStore {
  protected readonly store: IDBObjectStore;

  constructor(store: IDBObjectStore) {
    this.store = store;
  }

  get = (key: IDBValidKey): Promise<unknown> => promisifyRequest<unknown>(this.store.get(key));
  getAll = (range: IDBKeyRange): Promise<readonly unknown[]> => promisifyRequest<unknown[]>(this.store.getAll(range));
  getAllKeys = (range?: IDBKeyRange): Promise<readonly IDBValidKey[]> => promisifyRequest(this.store.getAllKeys(range));
  count = (range: IDBKeyRange): Promise<number> => promisifyRequest(this.store.count(range));
}

/** Is the same within one that writes. */
export class WriteStore extends ReadStore {
  // What is refused at once is refused as what is refused later.
  put = async (value: unknown, key: IDBValidKey): Promise<void> =>
    void (await promisifyRequest(this.store.put(value, key)));
  delete = (key: IDBValidKey | IDBKeyRange): Promise<undefined> => promisifyRequest(this.store.delete(key));
}

/**
 * Is an IndexedDB database with one object store, whose keys are given with the values. A connection that the browser
 * closed, or that a script did, is opened again by the next call. Every call rejects where there is no storage.
 */
export class Database {
  readonly #name: string;
  readonly #store: string;
  #connection: Promise<IDBDatabase> | null = null;
  #isNew = false;

  constructor(name: string, store: string) {
    this.#name = name;
    this.#store = store;
  }

  /** Runs `work` in a transaction that reads. It may await nothing but the store's own answers. */
  async read<T>(work: (store: ReadStore) => Promise<T>): Promise<T> {
    const transaction = await this.#transaction((database) => database.transaction(this.#store, "readonly"));
    return work(new ReadStore(transaction.objectStore(this.#store)));
  }

  /**
   * Runs `work` in one transaction that reads and writes, and resolves when the browser has acknowledged it: on the disk
   * where it can say so. All or nothing: what `work` throws, and what the browser refuses, undoes all of it.
   */
  async write<T>(work: (store: WriteStore) => Promise<T>): Promise<T> {
    const transaction = await this.#transaction((database) =>
      database.transaction(this.#store, "readwrite", { durability: "strict" }),
    );
    const done = promisifyRequest(transaction);
    // It tells once more what is thrown here.
    done.catch(() => undefined);
    try {
      const result = await work(new WriteStore(transaction.objectStore(this.#store)));
      await done;
      return result;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // The browser has ended it already, and says by `transaction.error` why.
        throw transaction.error ?? error;
      }
      throw error;
    }
  }

  /** Whether this connection, or an earlier one of this object's, found no such database and made it. */
  async isNew(): Promise<boolean> {
    await this.#open();
    return this.#isNew;
  }

  /** Lets go of the connection; the next call makes another. For a database that has stopped answering. */
  forget(): void {
    void this.#connection?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#connection = null;
  }

  async #transaction<T>(begin: (database: IDBDatabase) => T): Promise<T> {
    const connection = await this.#open();
    try {
      return begin(connection);
    } catch (error) {
      // Closed meanwhile, by a script or without an event: a new connection does it.
      if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
      this.#connection = null;
      return begin(await this.#open());
    }
  }

  #open(): Promise<IDBDatabase> {
    if (this.#connection !== null) return this.#connection;
    const opening = openDatabase(this.#name, this.#store, {
      onMade: () => {
        this.#isNew = true;
      },
      onClosed: () => {
        if (this.#connection === opening) this.#connection = null;
      },
    });
    this.#connection = opening;
    // What failed is tried anew by the next call.
    opening.catch(() => {
      if (this.#connection === opening) this.#connection = null;
    });
    return opening;
  }
}

interface Listener {
  readonly onMade: () => void;
  readonly onClosed: () => void;
}

async function openDatabase(name: string, store: string, { onMade, onClosed }: Listener): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onupgradeneeded = () => {
      onMade();
      request.result.createObjectStore(store);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's storage cannot be opened"));
  });
  database.onclose = onClosed;
  // Somebody deletes the database: an open connection would keep it waiting.
  database.onversionchange = () => {
    onClosed();
    database.close();
  };
  return database;
}
