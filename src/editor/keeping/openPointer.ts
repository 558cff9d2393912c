import type { Origin } from "../document/history.ts";

/** Says which document was open: its id, and where it came from should it not be kept. */
export interface Pointed {
  readonly documentId: string;
  readonly title: string;
  readonly origin: Origin;
  /** Whether the browser keeps it. */
  readonly stored: boolean;
  /** Of a copy from a link: the link. */
  readonly fragment?: string;
}

/** What a tab had open last: a document of one's own, and a copy from a link. */
interface Pointers {
  /** Whether it was this tab. */
  readonly here: boolean;
  readonly own: Pointed | null;
  readonly copy: Pointed | null;
}

const key = "wiregrad/open";
const none: Pointers = { here: false, own: null, copy: null };

/** Remembers what this tab has open, for when it is loaded again, and for the next tab. */
export const openPointer = {
  /** Of this tab; where it was not here before, of the tab that was at the site last. */
  read(): Pointers {
    const own = read(() => sessionStorage);
    if (own !== null) return own;
    const others = read(() => localStorage);
    // A link that is opened once more is another copy.
    return others === null ? none : { here: false, own: others.own, copy: null };
  },

  point(to: Pointed): void {
    const before = openPointer.read();
    const now = to.fragment === undefined ? { own: to, copy: null } : { own: before.own, copy: to };
    const text = JSON.stringify(now);
    for (const storage of [() => sessionStorage, () => localStorage]) {
      try {
        storage().setItem(key, text);
      } catch {
        // Where nothing can be remembered, the document that was changed last is opened.
      }
    }
  },
};

/** Null where there is nothing, or where what is there is not understood. */
function read(storage: () => Storage): Pointers | null {
  try {
    const kept: unknown = JSON.parse(storage().getItem(key) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    const { own, copy } = kept as Partial<Pointers>;
    return { here: true, own: isPointed(own) ? own : null, copy: isPointed(copy) ? copy : null };
  } catch {
    return null;
  }
}

function isPointed(value: unknown): value is Pointed {
  if (typeof value !== "object" || value === null) return false;
  const { documentId, title, origin } = value as Partial<Pointed>;
  return typeof documentId === "string" && typeof title === "string" && typeof origin?.kind === "string";
}
