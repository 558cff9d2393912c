import { fc } from "@fast-check/vitest";
import { findNodeType, nodeTypes } from "../../src/nodes/catalogue.ts";
import type { Extra, Graph, GraphComment, GraphEdge, GraphNode } from "../../src/graph/graph.ts";
import { nodeIdRefusal } from "../../src/graph/nodeIdRefusal.ts";

/** Texts of any characters, the awkward ones often. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("", " ", "\n", '"', "\\", "\u2028", "\uFEFF", "\u202E", "<b>", "toString", "null", "0", "-1, 6"),
);

/** Ids that a node may have: plain ones, and what people and attackers come up with. */
export const nodeId = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom("hidden", "hidden_2", "C", "a.b", "a", "b", "Z", "ä", "😀", "loss") },
    fc.constantFrom("toString", "valueOf", "hasOwnProperty", "length", "0", "-1", "a.", ".a", " ", "null", "\uD800"),
    anyText,
  )
  .filter((id) => nodeIdRefusal(id) === null);

export const coordinate = fc.oneof(
  fc.integer({ min: -5000, max: 5000 }),
  fc.double({ min: -1e7, max: 1e7, noNaN: true }).map((x) => x + 0),
);
export const position = fc.record({ x: coordinate, y: coordinate }, { noNullPrototype: true });
const size = fc.record({ width: fc.nat(2000), height: fc.nat(2000) }, { noNullPrototype: true });

/** Unknown fields, as a later version may write them. */
const extra = fc
  .dictionary(
    fc.string({ maxLength: 6 }).map((key) => `x-${key}`),
    fc.jsonValue({ maxDepth: 3 }),
    {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    },
  )
  .map((fields) => JSON.parse(JSON.stringify(fields)) as Extra)
  .filter((fields) => !/"(?:__proto__|constructor|prototype)"/.test(JSON.stringify(fields)));

const maybeExtra = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  extra.map((fields) => ({ extra: fields })),
);

const settingValue = fc.oneof(
  fc.constantFrom("n_hidden", "3", "-1, block_size * n_embd", "0.1 * 0.5 ^ (iteration / 1000)", "1 +", "", "randn"),
  anyText,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
  fc.boolean(),
);

const type = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...nodeTypes.map((nodeType) => nodeType.type)) },
  fc.constantFrom("dropout", "constructor", "toString", "__proto__"),
);

const node = fc
  .record({ type, position: fc.option(position, { nil: undefined }), more: maybeExtra })
  .chain(({ type: name, position: place, more }) => {
    const known = Object.keys(findNodeType(name)?.settings ?? {});
    const key = known.length === 0 ? fc.constant("later") : fc.constantFrom(...known, "later", "toString");
    return fc
      .dictionary(key, settingValue, { maxKeys: 3, noNullPrototype: true })
      .map((settings) => ({ type: name, ...(place === undefined ? {} : { position: place }), settings, ...more }));
  });

/** A wire to make, if it can be made: of the places of nodes and ports only the rest of the division counts. */
const wish = fc.record({ from: fc.nat(), to: fc.nat(), output: fc.nat(), input: fc.nat(), more: maybeExtra });

const comment: fc.Arbitrary<GraphComment> = fc
  .record({ text: anyText, position, size, more: maybeExtra })
  .map(({ more, ...rest }) => ({ ...rest, ...more }));

const variables = fc.dictionary(
  fc.constantFrom("block_size", "n_embd", "n_hidden", "alpha", "toString"),
  fc.constantFrom("3", "2 * 5", "1 +", "max(2, 3)", "not_there", ""),
  { maxKeys: 4, noNullPrototype: true },
);

/** Graphs that a file may hold: of known and unknown types, half wired, with fields of later versions. */
export const anyGraph: fc.Arbitrary<Graph> = fc
  .record({
    title: anyText,
    description: anyText,
    seed: fc.maxSafeNat(),
    variables,
    ids: fc.uniqueArray(nodeId, { maxLength: 8 }),
    nodes: fc.array(node, { minLength: 8, maxLength: 8 }),
    wishes: fc.array(wish, { maxLength: 16 }),
    comments: fc.array(comment, { maxLength: 3 }),
    more: maybeExtra,
  })
  .map(({ ids, nodes, wishes, more, ...rest }) => {
    const named = ids.map((id, i): GraphNode => ({ id, ...nodes[i]! }));
    return {
      format: "wiregrad/graph",
      version: 2,
      ...rest,
      nodes: named,
      edges: wiresOf(named, wishes),
      ...more,
    };
  });

interface Wish {
  readonly from: number;
  readonly to: number;
  readonly output: number;
  readonly input: number;
  readonly more: { readonly extra?: Extra };
}

/** Wires from earlier nodes to later ones, one for each input; kinds may differ. */
function wiresOf(nodes: readonly GraphNode[], wishes: readonly Wish[]): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  for (const { from, to, output, input, more } of wishes) {
    if (nodes.length < 2) break;
    const target = 1 + (to % (nodes.length - 1));
    const outputs = portsOf(nodes[from % target]!, "outputs");
    const inputs = portsOf(nodes[target]!, "inputs");
    if (outputs.length === 0 || inputs.length === 0) continue;
    const start = `${nodes[from % target]!.id}.${outputs[output % outputs.length]!}`;
    const end = `${nodes[target]!.id}.${inputs[input % inputs.length]!}`;
    edges.set(end, { from: start, to: end, ...more });
  }
  return [...edges.values()];
}

function portsOf(of: GraphNode, side: "inputs" | "outputs"): readonly string[] {
  const nodeType = findNodeType(of.type);
  return nodeType === undefined ? ["p", "q"] : Object.keys(nodeType[side]);
}
