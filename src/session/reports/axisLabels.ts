import { tokenLabel } from "../../base/tokenLabel.ts";
import type { Plan, PlannedNode } from "../../program/plan/plan.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Region } from "../../base/region.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { AxisLabels } from "../../protocol/tensorRegion.ts";

type Value = PlannedNode["outputs"][string];
type Sequences = Extract<Value, { readonly kind: "ids" }>["sequences"];
type Vocabulary = Sequences["vocabulary"];

/** Training examples that a tensor's rows belong to: `x` holds the tokens before the target, row by row. */
interface Examples {
  /** int32 `[rows, block_size]`. */
  readonly x: Tensor;
  readonly vocabulary: Vocabulary;
}

/** The nodes upstream of a node, itself first, nearest first. */
function* upstream(plan: Plan, node: string): Generator<PlannedNode> {
  const seen = new Set([node]);
  for (const id of seen) {
    const planned = plan.nodes.get(id);
    if (planned === undefined) continue;
    yield planned;
    for (const source of planned.recipe?.sources ?? []) if (source !== null) seen.add(source.node);
  }
}

/** Returns the token sequences that lead to a node; null when there are none. */
export function sequencesOf(plan: Plan, node: string): Sequences | null {
  for (const { outputs } of upstream(plan, node)) {
    for (const value of Object.values(outputs)) if (value.kind === "ids") return value.sequences;
  }
  return null;
}

/** Returns the vocabulary that a node's integers are of; null when no token sequences lead to it. */
export function vocabularyOf(plan: Plan, node: string): Vocabulary | null {
  return sequencesOf(plan, node)?.vocabulary ?? null;
}

/**
 * Returns the nearest examples, `rows` of them, that lead to a node, and whose they are: of a context node, or drawn from
 * one by a batch.
 */
export function examplesOfRows(plan: Plan, node: string, rows: number): (Examples & { readonly node: string }) | null {
  const vocabulary = vocabularyOf(plan, node);
  if (vocabulary === null) return null;
  for (const { id, nodeType, outputs } of upstream(plan, node)) {
    const x = outputs["x"];
    if (nodeType?.role !== "examples" || x?.kind !== "tensor" || x.tensor.shape.length !== 2) continue;
    if (x.tensor.shape[0] === rows) return { node: id, x: x.tensor, vocabulary };
  }
  return null;
}

/** Returns the tokens of an example's context. */
export function contextTokens({ x, vocabulary }: Examples, row: number): string[] {
  const [rowStride = 0, stride = 0] = x.stride;
  return Array.from({ length: x.shape[1] ?? 0 }, (_, at) => {
    const id = x.storage.data[x.offset + row * rowStride + at * stride]!;
    return tokenLabel(vocabulary.tokens, id);
  });
}

/** Returns an example's context as text: `..e`, at word level `. . the`. */
export function contextText(examples: Examples, row: number): string {
  return contextTokens(examples, row).join(examples.vocabulary.level === "char" ? "" : " ");
}

/**
 * Returns what the indices of a part of a tensor mean, by dimension: contexts where the rows are examples, tokens where
 * a dimension is the vocabulary; null where an index is only a number.
 */
export function axisLabels(plan: Plan, ref: TensorRef, tensor: Tensor, region: Region): AxisLabels {
  const examples = examplesOfRows(plan, ref.node, tensor.shape[0] ?? -1);
  const names = dimNames(plan, ref);
  const vocabulary = vocabularyOf(plan, ref.node);
  return tensor.shape.map((size, axis) => {
    const indices = Array.from({ length: region.size[axis]! }, (_, at) => region.start[axis]! + at);
    if (names[axis] === "vocab_size" && vocabulary?.tokens.length === size) {
      return indices.map((index) => tokenLabel(vocabulary.tokens, index));
    }
    const isParameter = plan.parameters.some((parameter) => parameter.tensor === tensor);
    if (axis === 0 && examples !== null && !isParameter) return indices.map((row) => contextText(examples, row));
    return null;
  });
}

/** Returns the tokens that a cell's index names, by dimension; null where an index is only a number. */
export function tokensAt(plan: Plan, ref: TensorRef, { shape }: Tensor, index: readonly number[]): (string | null)[] {
  const names = dimNames(plan, ref);
  const vocabulary = vocabularyOf(plan, ref.node);
  return index.map((at, axis) => {
    const isToken = vocabulary !== null && names[axis] === "vocab_size" && vocabulary.tokens.length === shape[axis];
    return isToken ? tokenLabel(vocabulary.tokens, at) : null;
  });
}

/** The names of a tensor's dimensions. A linear's W and b end in its output's last, an embedding's C begins with the vocabulary. */
function dimNames(plan: Plan, { node, port }: TensorRef): readonly (string | null)[] {
  const planned = plan.nodes.get(node);
  const output = planned?.outputs[port];
  if (output !== undefined) return output.kind === "tensor" ? output.dims : [];
  const parameter = plan.parameters.find((candidate) => candidate.node === node && candidate.name === port);
  if (parameter === undefined) return [];
  const rank = parameter.tensor.shape.length;
  if (planned?.nodeType?.role === "embedding") return ["vocab_size", null];
  const out = planned?.outputs["out"];
  const last = out?.kind === "tensor" ? (out.dims.at(-1) ?? null) : null;
  return Array.from({ length: rank }, (_, axis) => (axis === rank - 1 ? last : null));
}
