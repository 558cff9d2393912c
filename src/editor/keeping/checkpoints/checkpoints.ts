import { create } from "zustand";
import { readGraph } from "../../../graph/file/readGraph.ts";
import type { Graph } from "../../../graph/graph.ts";
import { writeGraph } from "../../../graph/writeGraph.ts";
import { checkpointBytes, type Checkpoint } from "../../../protocol/checkpoint.ts";
import { refuseEdit } from "../../document/accessStore.ts";
import { newId, useDocument } from "../../document/documentStore.ts";
import { notify } from "../../kit/noticeStore.ts";
import { tellFault } from "../../runner/tellFault.ts";
import type { Keeping } from "../keeping.ts";
import { switchDocument } from "../openDocument.ts";
import { CheckpointStorage, type CheckpointHead } from "./checkpointStorage.ts";

/** Characters of a graph that a list may hold of each checkpoint. */
const LISTED = 2 ** 16;

/** Returns the checkpoints of the open document, the newest first; null before they were read. */
export const useCheckpoints = create<{ readonly heads: readonly CheckpointHead[] | null }>()(() => ({ heads: null }));

/** Describes a checkpoint that is to be kept. */
interface Wanted {
  readonly kind: CheckpointHead["kind"];
  readonly name: string;
  readonly loss: number | null;
  readonly graph: Graph;
  readonly checkpoint: Checkpoint;
}

const documentId = (): string => useDocument.getState().documentId;

/** Holds what can be done with the checkpoints of the open document. Each tells in one sentence what cannot be. */
export const checkpoints = {
  /** Reads the list. */
  async read({ database }: Keeping): Promise<void> {
    const id = documentId();
    const heads = await new CheckpointStorage(database).list(id);
    if (documentId() === id) useCheckpoints.setState({ heads });
  },

  /** Keeps the numbers as they are under a name. */
  async keepNamed(keeping: Keeping, name: string): Promise<void> {
    const { graph, checkpoint } = await keeping.runner.checkpoint();
    const loss = keeping.runner.session.getState().status?.loss?.loss ?? null;
    await keep(keeping, { kind: "named", name, loss, graph, checkpoint });
    // The document is to be there, too, when the page is loaded again.
    keeping.numbers.move("written");
  },

  /** Keeps the model with which a loss was lowest, in place of the one that was kept as such before. */
  async keepBest(keeping: Keeping, node: string): Promise<void> {
    const { graph } = useDocument.getState();
    const { checkpoint, loss } = await keeping.runner.ask("best", { node });
    await keep(keeping, { kind: "best", name: node, loss, graph, checkpoint });
  },

  /** Keeps what an edit left, with the graph that it was trained with. */
  async keepLeft(keeping: Keeping, graph: Graph, checkpoint: Checkpoint, change: string): Promise<void> {
    const loss = checkpoint.curves[0]?.points.at(-1) ?? null;
    await keep(keeping, { kind: "edit", name: change, loss, graph, checkpoint });
  },

  /** Puts a checkpoint's graph and numbers in the place of those at hand, which one undo step brings back. */
  async restore(keeping: Keeping, head: CheckpointHead): Promise<void> {
    const { documentId: id, origin } = useDocument.getState();
    if (refuseEdit(id)) return;
    const kept = await new CheckpointStorage(keeping.database).read(id, head.id);
    if (kept === undefined) throw new Error("the checkpoint is no longer in this browser");
    await switchDocument(keeping, readGraph(kept.text), origin, { documentId: id, checkpoint: kept.checkpoint });
    notify({
      kind: "info",
      message: `Iteration ${head.iteration} is back, as it was kept. Undo brings back what was here before.`,
    });
  },

  async remove(keeping: Keeping, head: CheckpointHead): Promise<void> {
    await new CheckpointStorage(keeping.database).remove(documentId(), head.id);
    await checkpoints.read(keeping);
  },
};

async function keep(keeping: Keeping, { kind, name, loss, graph, checkpoint }: Wanted): Promise<void> {
  const { iteration } = checkpoint;
  const text = writeGraph(graph);
  const size = text.length + checkpointBytes(checkpoint);
  const head: CheckpointHead = {
    format: 1,
    id: newId(),
    kind,
    name,
    time: Date.now(),
    iteration,
    loss,
    size,
    ...(text.length <= LISTED ? { graph: text } : {}),
  };
  const replaces = (other: CheckpointHead): boolean => kind === "best" && other.kind === kind && other.name === name;
  await new CheckpointStorage(keeping.database).keep(documentId(), head, { text, checkpoint }, replaces);
  await checkpoints.read(keeping);
}

/** Does something with checkpoints, and tells in one sentence why it could not be done. */
export async function tryCheckpoint(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    tellFault(error);
  }
}
