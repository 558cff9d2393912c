import type { Graph } from "../graph/graph.ts";
import type { Checkpoint } from "../protocol/checkpoint.ts";
import type { ExportedDocument, WantedOfExport } from "../protocol/exportedDocument.ts";

/** Describes bytes from outside: a file, or a text that was pasted or is a link. */
export interface Source {
  /** The file's name; empty where it has none. */
  readonly name: string;
  readonly blob: Blob;
  /** Its first `HEAD_BYTES`, or all. */
  readonly head: Uint8Array;
}

/** Holds what reading gives: a document of its own, or other numbers for the one that is open. */
export interface Found {
  readonly graph: Graph;
  /** What was trained; null where the source holds nothing of that. */
  readonly checkpoint: Checkpoint | null;
  /** The reader's own texts that the graph names and that come along, by their SHA-256. */
  readonly texts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** What reading came to, a sentence for a reader who did not expect that; null where it shows. */
  readonly done: string | null;
  /** What is to be known of it, a sentence each. */
  readonly notes: readonly string[];
  /** Whether it takes the place of the open document's numbers, and is no other document. */
  readonly intoOpen: boolean;
  /** Whether it may be run as soon as it is opened. */
  readonly evaluate: boolean;
  /** The iteration after which training is to stop; null where the source does not say. */
  readonly stopAt: number | null;
}

/** Holds what writing gives. */
export interface Written {
  readonly content: Uint8Array<ArrayBuffer> | string;
  /** What is to be known of it, a sentence each. */
  readonly notes: readonly string[];
}

/** Asks the session for what formats write from; for what takes its time only where that is wanted. */
export type AskExported = (wanted?: WantedOfExport) => Promise<ExportedDocument>;

/** Describes a choice of the reader's about what is written: `--NAME` of `export`, a field of the dialogue. */
export interface FormatOption {
  readonly name: string;
  /** What it is for, in a few words. */
  readonly summary: string;
  /** What can be chosen, the usual first. Absent of a switch, which is off unless it is set. */
  readonly choices?: readonly string[];
}

/** Holds what was chosen, by the options' names; what is absent is as usual. */
export type FormatChoices = Readonly<Record<string, string | boolean>>;

/** Describes a kind of file, or of link: how it is known, read and written. */
export interface Format<Name extends string = string> {
  /** Its name for `export --to`, unlike any other's. */
  readonly name: Name;
  /** What a reader calls it: `Graph (JSON)`. */
  readonly title: string;
  /** What is in it and what for, in a sentence under its title. */
  readonly about?: string;
  /** Endings of its files, each with its dot, the usual one first; none for a link. */
  readonly endings: readonly string[];
  readonly mime: string;
  /** What a link of it begins with. */
  readonly prefix?: string;
  /** What a document keeps that is saved to it again and again; absent of what is only ever exported or imported. */
  readonly keeps?: "graph" | "training";
  /** Says by the first bytes, and the name, whether a source is of this format. Goes with `reads`. */
  readonly recognises?: (source: Source) => boolean;
  /**
   * Reads it. Throws a DiagnosticError with one sentence when it cannot be. The code comes when it is used.
   *
   * @param ask gives what is known of the open document, for what is read onto it.
   */
  readonly reads?: (source: Source, ask: AskExported) => Promise<Found>;
  /** What a reader may choose when it is written. */
  readonly options?: readonly FormatOption[];
  /**
   * Writes it. Throws a DiagnosticError with one sentence when it cannot be. The code comes when it is used.
   *
   * @param ask gives what the session knows of the graph; what is of the graph alone need not wait for it.
   * @param choices by the names of `options`, each one of its choices: `checkedChoices` has looked at them.
   */
  readonly writes?: (graph: Graph, ask: AskExported, choices?: FormatChoices) => Promise<Written>;
}

/** Defines a format; its line in `formats.ts` puts it into the menu, the drop, the paste and the command line. */
export function defineFormat<const Name extends string>(format: Format<Name>): Format<Name> {
  return format;
}

/** Returns what reading gives where it is a graph and no more. */
export function foundGraph(graph: Graph, more: Partial<Found> = {}): Found {
  return {
    graph,
    checkpoint: null,
    texts: new Map(),
    done: null,
    notes: [],
    intoOpen: false,
    evaluate: true,
    stopAt: null,
    ...more,
  };
}
