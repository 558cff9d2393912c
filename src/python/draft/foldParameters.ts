import { groupBy } from "../../base/groupBy.ts";
import type { Draw, DraftNode } from "./draft.ts";

/** Says how a node type has parameters of its own: the input that stands for each of them. */
export interface Folding {
  readonly type: string;
  readonly weight: string;
  readonly bias: string | null;
  /** What of the weight's shape becomes which setting. */
  readonly sizes: readonly (string | null)[];
}

/** Holds what was folded: nodes with parameters of their own, and the draws that they make, by node. */
export interface Folded {
  readonly nodes: readonly DraftNode[];
  readonly draws: ReadonlyMap<DraftNode, readonly Draw[]>;
}

/**
 * Gives layers the parameters that only they use, drawn as they would draw them themselves. The nodes that are given are
 * copied; nothing is changed. `named`: what a layer has within is called as there (`W1`), and
 * everything else is not.
 */
export function foldParameters(nodes: readonly DraftNode[], foldings: readonly Folding[], named: boolean): Folded {
  const uses = new Map<DraftNode, number>();
  for (const { inputs } of nodes) {
    for (const { node } of inputs.values()) uses.set(node, (uses.get(node) ?? 0) + 1);
  }
  const draws = new Map<DraftNode, readonly Draw[]>();
  const byType = named ? groupBy(nodes, ({ type }) => type) : null;
  const gone = new Set<DraftNode>();
  const copies = new Map<DraftNode, DraftNode>();
  for (const node of nodes) {
    const folding = foldings.find(({ type }) => type === node.type);
    const layers = byType?.get(node.type)?.length ?? null;
    const own = folding === undefined ? null : parametersOf(node, folding, uses, layers);
    const inputs = new Map(node.inputs);
    const copy: DraftNode = { ...node, settings: { ...node.settings }, inputs };
    if (folding !== undefined && own !== null) {
      for (const parameter of own) gone.add(parameter);
      for (const [port, { node: parameter }] of node.inputs) if (own.includes(parameter)) inputs.delete(port);
      const isBias = node.inputs.get(folding.weight)?.node !== own[0];
      Object.assign(copy.settings, isBias ? startOfBias(own[0]!) : startOf(own[0]!, folding));
      // `C_out = C[X]` is the layer C.
      if (own[0]!.name !== null && copy.name === `${own[0]!.name}_out`) copy.name = own[0]!.name;
      draws.set(
        copy,
        own.map((parameter) => parameter.draw!),
      );
    } else if (node.draw !== null) draws.set(copy, [node.draw]);
    else if (node.holds !== undefined) draws.set(copy, [node.holds]);
    copies.set(node, copy);
  }
  for (const parameter of gone) draws.delete(copies.get(parameter)!);
  const kept = nodes.filter((node) => !gone.has(node)).map((node) => copies.get(node)!);
  for (const { inputs } of kept) {
    for (const [port, { node, port: from }] of inputs) inputs.set(port, { node: copies.get(node)!, port: from });
  }
  return { nodes: kept, draws };
}

/**
 * The parameters that a layer may have as its own, weight first; null where they do not fit. `layers`: how many of its type there
 * are, where names count; of ours it may be the bias alone.
 */
function parametersOf(
  node: DraftNode,
  { weight, bias }: Folding,
  uses: ReadonlyMap<DraftNode, number>,
  layers: number | null,
): DraftNode[] | null {
  const named = layers !== null;
  const [W, b] = [node.inputs.get(weight)?.node, bias === null ? undefined : node.inputs.get(bias)?.node];
  const isOwn = (parameter: DraftNode, port: string): boolean =>
    parameter.draw !== null &&
    parameter.trained &&
    uses.get(parameter) === 1 &&
    (!named || isNamedAsOwn(parameter.name, node.name, port, layers));
  // A layer's own has as many numbers as the layer has outputs, and is no scalar.
  const isBiasOwn = b !== undefined && b.settings["shape"] !== "" && isOwn(b, bias!);
  if (W === undefined || !isOwn(W, weight)) return named && isBiasOwn ? [b] : null;
  if (b === undefined) return [W];
  if (isBiasOwn && drawnAlike(W, b)) return [W, b];
  return named ? [W] : null;
}

/**
 * Whether a script of ours calls a layer's own parameter so: `b`, `b2` of at least two layers, and `layer_b` where that is
 * another's name.
 */
function isNamedAsOwn(name: string | null, layer: string | null, port: string, layers: number): boolean {
  if (name === null) return false;
  if (layer !== null && name.startsWith(`${layer}_`)) {
    return name.slice(layer.length + 1).replace(/_\d+$/, "") === port;
  }
  const [, letters, number] = /^(.*?)(\d*)$/.exec(name)!;
  return letters === port && Number(number) <= layers;
}

/** Whether a layer draws its bias so, with a weight that is drawn like this. */
function drawnAlike(W: DraftNode, b: DraftNode): boolean {
  const [weight, bias] = [W.settings, b.settings];
  const generator = W.draw!.generator === b.draw!.generator || !b.draw!.random || !W.draw!.random;
  if (!generator || (b.draw!.random && !follows(W.draw!, b.draw!))) return false;
  switch (weight["init"]) {
    case "kaiming_normal":
    case "xavier_uniform":
      return bias["init"] === "zeros";
    case "nn_linear": {
      const [fanIn] = String(weight["shape"]).split(", ");
      const bound = `${weight["gain"] ?? "1"} / sqrt(${fanIn})`;
      return bias["init"] === "uniform_symmetric" && bias["gain"] === bound;
    }
    default:
      return weight["init"] === bias["init"] && weight["gain"] === bias["gain"];
  }
}

/** Whether nothing is drawn between two draws. */
function follows(first: Draw, second: Draw): boolean {
  const { draws } = first.generator;
  return draws.indexOf(second) === draws.indexOf(first) + 1;
}

/** What the settings of a layer are whose bias alone is its own. */
function startOfBias({ settings: { init, gain, shape } }: DraftNode): Record<string, string | boolean> {
  const sized = { out: String(shape) };
  const linear = init === "uniform_symmetric" ? /^(.+) \/ sqrt\(.+\)$/.exec(String(gain))?.[1] : undefined;
  if (linear !== undefined) return { ...sized, init: "nn_linear", ...(linear === "1" ? {} : { gain: linear }) };
  return { ...sized, ...(init === "randn" ? {} : { init: init! }), ...(gain === undefined ? {} : { gain }) };
}

function startOf(W: DraftNode, { sizes }: Folding): Record<string, string | boolean> {
  const { init, gain, shape } = W.settings;
  const texts = String(shape).split(", ");
  const settings: Record<string, string | boolean> = {};
  sizes.forEach((name, at) => {
    if (name !== null && texts[at] !== "vocab_size" && texts[at] !== "0") settings[name] = texts[at]!;
  });
  if (init !== undefined && init !== "randn") settings["init"] = init;
  if (gain !== undefined) settings["gain"] = gain;
  return settings;
}
