import { array, boolean, nat, record, tuple, type Arbitrary } from "fast-check";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import type { Graph, GraphNode } from "../../../src/graph/graph.ts";
import { findNodeType, nodeTypes } from "../../../src/nodes/catalogue.ts";
import type { NodeType } from "../../../src/nodes/contract/nodeType.ts";
import type { Setting } from "../../../src/nodes/settings/setting.ts";
import type { TensorValue } from "../../../src/nodes/contract/value.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { DirectEvaluation, NOTHING } from "./directEvaluation.ts";

/**
 * Batches come in as the graph's first nodes, an optimiser as its last; `apply` plans what was planned once more, and
 * `sample` draws from it.
 */
const ELSEWHERE = ["batch", "apply", "sample"];

/** What inputs take that do not take most tensors: truth values and whole numbers. */
const TAKEN = new Map<string, DType>([
  ["condition", "bool"],
  ["mask", "bool"],
  ["index", "int32"],
]);

/** Node types that compute with tensors. */
export const computing: readonly NodeType[] = nodeTypes.filter(
  ({ type, data, inputs, outputs }) =>
    data !== true &&
    !ELSEWHERE.includes(type) &&
    [...Object.values(inputs), ...Object.values(outputs)].every(({ kind }) => kind === "tensor") &&
    Object.keys(outputs).length > 0,
);
const sources = computing.filter(({ inputs }) => Object.keys(inputs).length === 0);

/** Numbers that decide on a node: its type, where its inputs come from, its settings. */
const recipe = record({ type: nat(999), picks: array(nat(999), { minLength: 6, maxLength: 6 }) });
type Recipe = typeof recipe extends Arbitrary<infer T> ? T : never;

/** Of a tensor: 40 nodes that double it would fill the memory. */
const MOST_ELEMENTS = 200;

/** How often a recipe is read anew, a little further each time, until its node fits the graph. */
const TRIES = 12;

/**
 * Graphs of up to 60 nodes that mostly train: every node was found to fit those before it, and what the last ones make of
 * parameters is summed and minimised. Shrinks to fewer nodes.
 */
export const arbitraryFittingGraph: Arbitrary<Graph> = tuple(
  boolean(),
  array(recipe, { minLength: 1, maxLength: 4 }),
  array(recipe, { minLength: 0, maxLength: 42, size: "max" }),
).map(([withData, first, rest]) => {
  const growing = new GrowingGraph();
  if (withData) growing.addData();
  for (const one of first) growing.grow(one, sources);
  for (const one of rest) growing.grow(one, computing);
  growing.minimise();
  return growing.graph;
});

class GrowingGraph {
  readonly #nodes: GraphNode[] = [];
  readonly #edges: { from: string; to: string }[] = [];
  readonly #evaluation = new DirectEvaluation(NOTHING, MOST_ELEMENTS);

  get graph(): Graph {
    return {
      format: "wiregrad/graph",
      version: 2,
      title: "",
      description: "",
      seed: 7,
      variables: {},
      nodes: this.#nodes,
      edges: this.#edges,
      comments: [],
    };
  }

  /** Adds a node of one of the types, if one is found that fits. */
  grow({ type, picks }: Recipe, types: readonly NodeType[]): void {
    const tensors = this.#tensors();
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const number = (at: number): number => picks[at % picks.length]! + attempt * (7 + at);
      const nodeType = types[(type + (attempt >> 2)) % types.length]!;
      const wires = new Map<string, string>();
      for (const [at, [port, { optional }]] of Object.entries(nodeType.inputs).entries()) {
        // Mostly what was made last, so that graphs grow deep.
        const back = number(at) % (number(at + 1) % 3 === 0 ? tensors.length : Math.min(4, tensors.length));
        if (tensors.length === 0 || (optional === true && number(at) % 2 === 0)) continue;
        // Such a one where one is asked for, if there is one.
        const taken = tensors.filter(([, { tensor }]) => tensor.dtype === TAKEN.get(port));
        wires.set(port, (taken.at(-1 - (back % Math.max(1, taken.length))) ?? tensors.at(-1 - back)!)[0]);
      }
      const like = tensors.find(([from]) => from === [...wires.values()][0])?.[1].tensor.shape ?? [];
      if (this.#tryNode(nodeType, settingsOf(nodeType, number, like), wires)) return;
    }
  }

  /** Lines of text, a batch of contexts and targets, and the loss of a small model of them. */
  addData(): void {
    this.#add("words", { source: "text", text: "emma\nolivia\nava" }, {});
    this.#add("tokenize", {}, { words: "words.words" });
    this.#add("context", { block_size: "2" }, { ids: "tokenize.ids" });
    this.#add("batch", { size: "3" }, { x: "context.x", y: "context.y" });
    this.#add("embedding", {}, { ids: "batch.x" });
    this.#add("view", { shape: "-1, 4" }, { x: "embedding.out" });
    this.#add("linear", { out: "vocab_size" }, { x: "view.out" });
    this.#add("cross_entropy", {}, { logits: "linear.out", target: "batch.y" });
  }

  /** Sums what depends on parameters and feeds nothing, three tensors at most, and minimises it. */
  minimise(): void {
    const used = new Set(this.#edges.map(({ from }) => from));
    const ends = this.#tensors().filter(
      ([from, { tensor }]) => !used.has(from) && this.#evaluation.draft.dependsOn.has(tensor),
    );
    const sums = ends.slice(-3).map(([from], at) => this.#add("sum", {}, { x: from }, `sum${at}`));
    let loss = sums[0];
    if (loss === undefined) return;
    for (const [at, sum] of sums.slice(1).entries()) loss = this.#add("add", {}, { a: loss, b: sum }, `total${at}`);
    this.#add("sgd", { lr: "0.001" }, { loss });
  }

  #tensors(): (readonly [string, TensorValue])[] {
    return [...this.#evaluation.values].flatMap(([from, value]) =>
      value.kind === "tensor" ? [[from, value] as const] : [],
    );
  }

  #add(type: string, settings: GraphNode["settings"], wires: Readonly<Record<string, string>>, id = type): string {
    this.#put({ id, type, settings }, new Map(Object.entries(wires)));
    return `${id}.out`;
  }

  #tryNode(nodeType: NodeType, settings: GraphNode["settings"], wires: Map<string, string>): boolean {
    // Ids that do not sort as the nodes came.
    const id = `${"kzbqf"[this.#nodes.length % 5]!}${this.#nodes.length}`;
    try {
      this.#put({ id, type: nodeType.type, settings }, wires);
      return true;
    } catch (error) {
      // What a node type reports as the user's fault; a TypeError, say, is a bug and goes on.
      if (error instanceof Error && [DiagnosticError, Error, RangeError].some((kind) => kind === error.constructor))
        return false;
      throw error;
    }
  }

  #put(node: GraphNode, wires: ReadonlyMap<string, string>): void {
    const missing = Object.entries(findNodeType(node.type)!.inputs).some(
      ([port, { optional }]) => optional !== true && !wires.has(port),
    );
    if (missing) throw DiagnosticError.of("an input is not wired");
    this.#evaluation.add(node, wires);
    this.#nodes.push(node);
    for (const [port, from] of wires) this.#edges.push({ from, to: `${node.id}.${port}` });
  }
}

function settingsOf(nodeType: NodeType, number: (at: number) => number, like: Shape): GraphNode["settings"] {
  const settings: Record<string, string | boolean> = {};
  for (const [at, [name, setting]] of Object.entries(nodeType.settings).entries()) {
    settings[name] = settingOf(setting, number(at + 2), like);
  }
  if (nodeType.type === "permute") settings["dims"] = turned(like.length, number(6)).join(", ");
  // As many numbers as the shape has places.
  if (nodeType.type === "constant") settings["values"] = valuesFor(String(settings["shape"]), number(5));
  return settings;
}

function settingOf(setting: Setting, pick: number, like: Shape): string | boolean {
  switch (setting.kind) {
    case "integer":
      return ["0", "1", "-1", "2", "3", setting.optional === true ? "" : "1", "4"][pick % 7]!;
    case "number":
      return ["0.25", "0.5", "0", setting.default][pick % 4]!;
    case "shape":
      return shapesLike(like)[pick % shapesLike(like).length]!.join(", ");
    case "choice":
      return setting.options[pick % setting.options.length]!;
    case "boolean":
      return pick % 2 === 0;
    case "formula":
      return ["x * sigmoid(x)", "max(0, x)", "x * y + 1", "tanh(x) - 0.5", "abs(x) ^ 0.5"][pick % 5]!;
    default:
      return setting.default;
  }
}

function shapesLike(like: Shape): Shape[] {
  const own = [[...like], like.toReversed(), [...like, 1], [1, ...like], [2, ...like], [-1]];
  return like.length === 0 ? [[], [2], [3], [2, 3], [3, 2], [1, 3], [2, 1], [3, 3], [2, 1, 3], [1], [0]] : own;
}

/** All dimensions, the last ones first, or from one of them on. */
function turned(rank: number, pick: number): number[] {
  const dims = Array.from({ length: rank }, (_, axis) => (axis + pick) % rank);
  return pick % 2 === 0 ? dims : dims.reverse();
}

function valuesFor(shape: string, pick: number): string {
  const sizes = shape === "" ? [] : shape.split(", ").map(Number);
  const count = sizes.reduce((product, size) => product * size, 1);
  return Array.from(
    { length: count },
    (_, at) => ["0", "1", "2", "-1.5", "0.25"][(at * 3 + pick) % (pick % 2 === 0 ? 3 : 5)]!,
  ).join(", ");
}
