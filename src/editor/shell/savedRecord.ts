import type { Graph } from "../../graph/graph.ts";
import { readGraph } from "../../graph/readGraph.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import type { Checkpoint } from "../../session/protocol.ts";
import type { Curve } from "../lossCurve.ts";
import type { Origin } from "../stores/history.ts";

/** A document as this browser keeps it: the graph as a file would hold it, and where its training stood. */
export interface SavedRecord {
  readonly version: 1;
  readonly documentId: string;
  readonly origin: Origin;
  readonly title: string;
  /** The graph as a file: read and checked like one when it comes back. */
  readonly text: string;
  /** Null where nothing had been run. */
  readonly checkpoint: Checkpoint | null;
  /** The loss curve of the run before. */
  readonly ghost: Curve;
  /** Whether its reader has changed anything in it. Absent from what an earlier version of the page kept. */
  readonly touched?: boolean;
  /** When it was kept, in milliseconds since 1970. */
  readonly time: number;
  /** Of an unsaved copy: the link that it came from. */
  readonly fragment?: string;
}

export interface Kept {
  readonly graph: Graph;
  readonly documentId: string;
  readonly origin: Origin;
  readonly checkpoint: Checkpoint | null;
  readonly ghost: Curve;
  readonly touched: boolean;
}

export function toRecord(kept: Kept, time: number, fragment?: string): SavedRecord {
  return {
    version: 1,
    documentId: kept.documentId,
    origin: kept.origin,
    title: kept.graph.title,
    text: writeGraph(kept.graph),
    checkpoint: kept.checkpoint,
    ghost: kept.ghost,
    touched: kept.touched,
    time,
    ...(fragment === undefined ? {} : { fragment }),
  };
}

/** What a record holds. Throws a DiagnosticError when its graph cannot be read (any more). */
export function fromRecord(record: SavedRecord): Kept {
  const { documentId, origin, checkpoint, ghost, touched = true } = record;
  return { graph: readGraph(record.text), documentId, origin, checkpoint: withCurves(checkpoint), ghost, touched };
}

/**
 * Whether a document that another one replaces takes a place among the earlier ones. A chapter of the lesson, and a graph of
 * the gallery that was only looked at, open anew whenever one likes.
 */
export function isWorthKeeping({ origin, text, checkpoint, touched = true }: SavedRecord): boolean {
  if (origin.kind === "lesson" || !/"nodes": \[\s*\{/.test(text)) return false;
  return origin.kind !== "gallery" || touched || (checkpoint !== null && checkpoint.iteration > 0);
}

/** Before there were several curves a checkpoint kept one, without its node: that one is let go. */
function withCurves(checkpoint: Checkpoint | null): Checkpoint | null {
  return checkpoint === null || "curves" in checkpoint ? checkpoint : { ...(checkpoint as Checkpoint), curves: [] };
}
