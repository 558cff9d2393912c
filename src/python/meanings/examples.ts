import type { DraftNode, Output } from "../draft/draft.ts";
import { Beyond } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import type { Collector, Level, LinesValue, TextSource } from "../values/dataset.ts";
import { named } from "../values/number.ts";
import type { ListValue, TensorValue } from "../values/value.ts";
import { nodeTypeOf } from "./tensorWords.ts";

/** Holds the number of examples of a `context` node, as expressions have it. */
const COUNT = named("N", null, { known: true });

/** Notes what a loop over lines appends to a list: a window, or the token that follows it. */
export function collect(context: Context, list: ListValue, what: "contexts" | "targets", at: number): void {
  const { collector } = context;
  if (collector === null) throw new Beyond(at, "this is appended outside of a loop over the words");
  if (list.items.length > 0 || (list.collector !== undefined && list.collector !== collector)) {
    throw new Beyond(at, "examples of two loops in one list are not read");
  }
  list.collector = collector;
  list.collected = what;
  context.changed();
}

/** Returns the tensor of a list that a loop over lines has filled; null for any other list. */
export function examplesTensor(context: Context, list: ListValue, at: number): TensorValue | null {
  const { collector, collected } = list;
  if (collector === undefined) return null;
  const node = examplesNode(context, collector, at);
  if (collected === "targets") return context.tensor(node, [COUNT], "int", "y");
  const rows = context.tensor(node, [COUNT, collector.size], "int", "x");
  if (!collector.flat) return rows;
  const flat = context.node(nodeTypeOf.view, { shape: "-1" }, { x: { node, port: "x" } }, at);
  return context.tensor(flat, [COUNT], "int");
}

function examplesNode(context: Context, collector: Collector, at: number): DraftNode {
  if (collector.node !== null) return collector.node;
  const { lines, size, level } = collector;
  if (size === null || level === null)
    throw new Beyond(at, "a loop over the words that collects no contexts is not read");
  const settings = { block_size: size.text, ...(lines.first === null ? {} : { first: lines.first.text }) };
  const ids = idsOf(context, lines, level, at);
  collector.node = context.node(nodeTypeOf.examples, settings, { ids }, at);
  return collector.node;
}

/** Token sequences of the lines: all of them, or the part that a split deals out. */
function idsOf(context: Context, { source, from, to }: LinesValue, level: Level, at: number): Output {
  let tokens = source.tokenize.get(level);
  if (tokens === undefined) {
    const words: Output = { node: source.node, port: "words" };
    const most: Record<string, string> = source.maxVocab === null ? {} : { max_vocab: source.maxVocab.text };
    tokens = context.node(nodeTypeOf.tokens, { level, ...most }, { words }, source.madeAt ?? at);
    source.tokenize.set(level, tokens);
  }
  const ids: Output = { node: tokens, port: "ids" };
  if (from === 0 && to === 1) return ids;
  return { node: splitNode(context, source, ids, at), port: from === 0 ? "train" : to === 1 ? "test" : "dev" };
}

function splitNode(context: Context, source: TextSource, ids: Output, at: number): DraftNode {
  source.split ??= context.node(nodeTypeOf.split, {}, { ids }, source.permuted?.at ?? at);
  const cuts = [...source.cuts].toSorted((a, b) => a - b);
  if (cuts.length > 2) throw new Beyond(at, "more than three parts of the words are not read");
  const [first, second] = [cuts[0]!, cuts[1] ?? cuts[0]!];
  const rounded = (share: number): string => String(Number(share.toPrecision(10)));
  source.split.settings["fractions"] = [first, second - first, 1 - second].map(rounded).join(", ");
  const seed = (source.permuted ?? source.shuffled)?.seed ?? null;
  if (seed !== null && seed !== 42) source.split.settings["shuffle_seed"] = String(seed);
  if (source.permuted !== null) return source.split;
  const how = source.shuffled === null ? "in their order" : "as Python's random shuffles them";
  context.note(at, `here split deals the words out by torch.randperm, and not ${how}`);
  return source.split;
}

/** Returns the rows of a mini-batch of a tensor: a port of the node that draws them. */
export function batchRows(context: Context, from: TensorValue, rows: TensorValue, at: number): TensorValue {
  const drawn = rows.rows!;
  const isTarget = from.dims === null ? from.port === "y" : from.dims.length < 2;
  const output = context.output(from, at);
  let node = [...drawn.batches.values()][0];
  if (node === undefined) {
    node = context.node(nodeTypeOf.batch, { size: drawn.size.text }, {}, drawn.at);
    node.rolls = drawn.at;
    drawn.batches.set(output.node, node);
  }
  const port = isTarget ? "y" : "x";
  const wired = node.inputs.get(port);
  if (wired !== undefined && (wired.node !== output.node || wired.port !== output.port)) {
    throw new Beyond(at, "a batch of more than contexts and targets is not read");
  }
  node.inputs.set(port, output);
  return context.tensor(node, from.dims === null ? null : [drawn.size, ...from.dims.slice(1)], from.dtype, port);
}
