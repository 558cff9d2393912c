import { formatEndpoint, parseEndpoint } from "../base/endpoint.ts";
import { quote } from "../base/quote.ts";
import type { RowsThrough, SharedInput } from "../nodes/contract/byRows.ts";
import type { Value } from "../nodes/contract/value.ts";
import type { Plan, PlannedNode } from "../program/plan/plan.ts";
import { codeOf } from "./graphNames.ts";
import { resolvedSettings } from "./resolvedSettings.ts";
import { upstreamNodes, wiresOf, type Wires } from "./wires.ts";

/** Says how several processes share the rows of a graph's examples. Outputs are named by `node.port`. */
export interface Sharing {
  /** Outputs of which each process has its own rows. */
  readonly split: ReadonlySet<string>;
  /** Those of them that are known beforehand, of which all have all of it, too. */
  readonly known: ReadonlySet<string>;
  /** Nodes that take all of what is known beforehand. */
  readonly whole: ReadonlySet<string>;
  /** Nodes that are a mean of all rows, each with an input of which a process has its own. */
  readonly means: ReadonlyMap<string, string>;
  /** Nodes that mix rows and only show something: one process by itself computes them. */
  readonly alone: ReadonlySet<string>;
}

/** Is why a graph's examples cannot be shared, in a sentence. */
export interface NoSharing {
  readonly why: string;
}

/** Finds how the examples of a graph that trains can be shared. The loss must be a mean over all their rows. */
export function sharingOf(plan: Plan, nodes: readonly PlannedNode[]): Sharing | NoSharing {
  const wires = wiresOf(plan);
  const lossNodes = nodes.filter(({ outputs }) =>
    Object.values(outputs).some(
      (value) => value.kind === "tensor" && plan.optimizers.some(({ loss }) => loss === value.tensor),
    ),
  );
  const trained = upstreamNodes(
    lossNodes.map(({ id }) => id),
    wires,
  );
  const needed = upstreamNodes([...trained, ...plan.losses.map(({ node }) => node)], wires);
  let first: NoSharing | null = null;
  for (const { rows, drawn, known } of attempts(plan, nodes, trained)) {
    const found = spread({ plan, nodes, wires, needed, rows, drawn, known });
    if ("why" in found) {
      first ??= found;
      continue;
    }
    const isMean = [...found.means.keys()].some((id) => trained.has(id));
    const isWhole = lossNodes.every(({ id, outputs }) =>
      Object.keys(outputs).every((port) => !found.split.has(formatEndpoint({ node: id, port }))),
    );
    if (isMean && isWhole) return found;
  }
  return first ?? { why: "The loss is no mean over examples" };
}

interface Attempt {
  /** How many rows there are. */
  readonly rows: number;
  readonly drawn: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

/** What may be shared, the likeliest first: what is drawn, with and without what is known beforehand; or that alone. */
function attempts(plan: Plan, nodes: readonly PlannedNode[], trained: ReadonlySet<string>): readonly Attempt[] {
  const drawnTensors = new Set(plan.draws.flatMap(({ outputs }) => outputs));
  const constants = new Set(plan.constants.map(({ tensor }) => tensor));
  const drawn = new Map<string, number>();
  const known = new Map<string, number>();
  for (const { id, outputs } of nodes) {
    for (const [port, value] of Object.entries(outputs)) {
      if (value.kind !== "tensor" || !((value.tensor.shape[0] ?? 0) > 1)) continue;
      const of = drawnTensors.has(value.tensor) ? drawn : constants.has(value.tensor) ? known : null;
      of?.set(formatEndpoint({ node: id, port }), value.tensor.shape[0]!);
    }
  }
  const having = (of: ReadonlyMap<string, number>, rows: number): ReadonlySet<string> =>
    new Set([...of].flatMap(([name, size]) => (size === rows ? [name] : [])));
  const sizes = (of: ReadonlyMap<string, number>): readonly number[] =>
    [...new Set([...of].flatMap(([name, size]) => (trained.has(parseEndpoint(name)!.node) ? [size] : [])))].toSorted(
      (a, b) => b - a,
    );
  const none: ReadonlySet<string> = new Set();
  return [
    ...sizes(drawn).flatMap((rows) => [
      { rows, drawn: having(drawn, rows), known: none },
      { rows, drawn: having(drawn, rows), known: having(known, rows) },
    ]),
    ...sizes(known).map((rows) => ({ rows, drawn: none, known: having(known, rows) })),
  ].slice(0, MOST_ATTEMPTS);
}

const MOST_ATTEMPTS = 16;

interface Spreading extends Attempt {
  readonly plan: Plan;
  readonly nodes: readonly PlannedNode[];
  readonly wires: Wires;
  /** Nodes that a loss depends on. */
  readonly needed: ReadonlySet<string>;
}

/** Goes through the graph from what is shared; the first node that mixes rows where a loss depends on it ends it. */
function spread({ plan, nodes, wires, needed, rows, drawn, known }: Spreading): Sharing | NoSharing {
  const split = new Set([...drawn, ...known]);
  const whole = new Set<string>();
  const means = new Map<string, string>();
  const alone = new Set<string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) {
    const { id, nodeType, outputs } = node;
    if (nodeType?.data === true) continue;
    const own = [...(wires.get(id) ?? [])];
    if (own.some(([, from]) => alone.has(from.node))) {
      alone.add(id);
      continue;
    }
    const inputs = (isSplit: (name: string) => boolean): Inputs =>
      Object.fromEntries(
        own.map(([port, from]) => [
          port,
          sharedInputs(byId.get(from.node)?.outputs[from.port], isSplit(formatEndpoint(from))),
        ]),
      );
    let through = throughOf(
      plan,
      node,
      inputs((name) => split.has(name)),
    );
    if (through === "mixes") {
      // All processes have all of what is known beforehand.
      through = throughOf(
        plan,
        node,
        inputs((name) => split.has(name) && !known.has(name)),
      );
      whole.add(id);
    }
    const tensors = Object.entries(outputs).flatMap(([port, value]) =>
      sharedInputs(value, false).map(({ shape }) => ({ name: formatEndpoint({ node: id, port }), shape })),
    );
    if (through === "each" && tensors.some(({ shape }) => shape[0] !== rows)) through = "mixes";
    if (through === "mixes") {
      if (needed.has(id)) return { why: `The examples are mixed at ${quote(id)}` };
      alone.add(id);
    }
    if (through === "each") for (const { name } of tensors) split.add(name);
    if (through === "averages") {
      const isOwn = (name: string): boolean => split.has(name) && !(whole.has(id) && known.has(name));
      means.set(id, own.find(([, from]) => isOwn(formatEndpoint(from)))![0]);
    }
  }
  return { split, known, whole, means, alone };
}

type Inputs = Readonly<Record<string, readonly SharedInput[]>>;

function sharedInputs(value: Value | undefined, split: boolean): readonly SharedInput[] {
  if (value?.kind === "tensor") return [{ shape: value.tensor.shape, split }];
  return value?.kind === "tensors" ? value.tensors.map(({ tensor }) => ({ shape: tensor.shape, split })) : [];
}

/** What a node does with rows: `none`, where nothing that comes into it is split. */
function throughOf(plan: Plan, node: PlannedNode, inputs: Inputs): RowsThrough {
  if (!Object.values(inputs).some((own) => own.some(({ split }) => split))) return "none";
  const { byRows } = codeOf(node.nodeType!.type);
  if (byRows === undefined) return "mixes";
  const [first] = Object.values(node.outputs).flatMap((value) => sharedInputs(value, false));
  // The settings are resolved by the type's own table.
  return byRows(resolvedSettings(plan, node) as never, inputs, first?.shape ?? []);
}
