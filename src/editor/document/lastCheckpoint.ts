import type { Graph } from "../../graph/graph.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";

/** The newest trained state that the page has of a graph: what a restart, a reload or an undo goes back to. */
interface KnownCheckpoint {
  readonly graph: Graph;
  readonly checkpoint: Checkpoint;
}

let newest: KnownCheckpoint | null = null;

export const lastCheckpoint = {
  set(graph: Graph, checkpoint: Checkpoint): void {
    newest = { graph, checkpoint };
  },
  get(): KnownCheckpoint | null {
    return newest;
  },
  forget(): void {
    newest = null;
  },
};
