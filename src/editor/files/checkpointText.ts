import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import { quote } from "../../base/quote.ts";
import { modelChanges } from "../../graph/changes/modelChanges.ts";
import { readGraph } from "../../graph/file/readGraph.ts";
import type { Graph } from "../../graph/graph.ts";
import type { CheckpointHead } from "../keeping/checkpoints/checkpointStorage.ts";
import { formatSize } from "../kit/formatSize.ts";

/** Changes that a row lists; of more the count is. */
const LISTED = 3;

/** Returns what a checkpoint is called: as its reader named it, else by the reason for which it was kept. */
export function checkpointTitle({ kind, name }: CheckpointHead): string {
  if (kind === "named") return name;
  return kind === "edit" ? `Before: ${name}` : `The best of ${name}`;
}

/** Returns in a few words why a checkpoint is there. */
export function checkpointReason({ kind }: CheckpointHead): string {
  return { named: "kept by you", edit: "kept by itself", best: "lowest loss" }[kind];
}

/** Returns what a checkpoint holds, and since when: `iteration 120 · loss 0.3138 · today, 17:46:12 · 42 kB`. */
export function checkpointFacts({ iteration, loss, time, size }: CheckpointHead, now: Date): string {
  const kept = new Date(time);
  const clock = kept.toLocaleTimeString(undefined, { timeStyle: "medium" });
  const isToday = kept.toDateString() === now.toDateString();
  const day = isToday ? "today" : kept.toLocaleDateString(undefined, { dateStyle: "medium" });
  const losses = loss === null ? [] : [`loss ${formatNumber(loss)}`];
  return [`iteration ${formatCount(iteration)}`, ...losses, `${day}, ${clock}`, formatSize(size)].join(" · ");
}

/** Returns what was changed in the model since a checkpoint was kept; null where that is not known. */
export function changesSince({ graph: text, kind, name }: CheckpointHead, now: Graph): string | null {
  if (text === undefined) return null;
  const changes = modelChanges(readGraph(text), now);
  if (changes.length === 0) return "The model is the one that is here; its numbers are those of then.";
  const rest = changes.length > LISTED ? [`${changes.length - LISTED} more`] : [];
  const listed = [...changes.slice(0, LISTED), ...rest].join("; ");
  return kind === "edit" && name === listed ? "Changed since: that, and nothing else." : `Changed since: ${listed}.`;
}

/** Returns where a loss was lowest, and what keeping that does. */
export function bestSentence(node: string, best: { readonly iteration: number; readonly loss: number } | null): string {
  if (best === null) return `Since the last edit no loss of ${quote(node)} was worked out: train first.`;
  const { iteration, loss } = best;
  const where = `Since the last edit ${quote(node)} was lowest at iteration ${formatCount(iteration)}: ${formatNumber(loss)}.`;
  return `${where} That model is worked out again and kept, in the place of the best that was kept before.`;
}
