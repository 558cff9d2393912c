import { fc, test as property } from "@fast-check/vitest";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { applyEdit, type Edit } from "../../../src/graph/edits/edit.ts";
import { pastedIds } from "../../../src/graph/edits/paste.ts";
import { freshId } from "../../../src/graph/freshId.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { asNodeName, nodeNameRefusal } from "../../../src/graph/nodeName.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { writeGraph } from "../../../src/graph/writeGraph.ts";
import { nodeTypes } from "../../../src/nodes/catalogue.ts";
import { runs } from "../../runs.ts";
import { anyGraph, anyText, coordinate, nodeId, position } from "../arbitraryGraph.ts";

const notebook = readGraph(readFileSync(new URL("../../../graphs/notebook-mlp.json", import.meta.url), "utf8"));
const wires = (graph: Graph) => graph.edges.map((edge) => `${edge.from} → ${edge.to}`);
const nodeOf = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id);
const edits = (graph: Graph, ...list: Edit[]) => list.reduce(applyEdit, graph);
const refusal = (message: string, place = {}) => new DiagnosticError([{ ...place, message }]);

const name = "expected letters, digits and _, beginning with a letter or _";

describe("what a node may be called", () => {
  test.each([
    ["a.b", `"a.b" is not allowed as a new id: ${name}`],
    ["dev loss", `"dev loss" is not allowed as a new id: ${name}`],
    ["2nd", `"2nd" is not allowed as a new id: ${name}`],
    ["\uD800", `"\\ud800" is not allowed as a new id: ${name}`],
    ["lambda", `"lambda" is a word of Python's own, and not allowed as a new id`],
    ["prototype", '"prototype" is not allowed as an id'],
    ["_2", null],
    ["größe", null],
    ["Hidden_10", null],
  ])("%j", (id, sentence) => {
    const rename: Edit = { type: "renameNode", id: "C", to: id };
    if (sentence === null) expect(nodeOf(applyEdit(notebook, rename), id)?.type).toBe("embedding");
    else expect(() => applyEdit(notebook, rename)).toThrow(refusal(sentence));
    expect(nodeNameRefusal(asNodeName(id))).toBeNull();
  });

  const old = readGraph(
    JSON.stringify({
      ...JSON.parse(writeGraph(notebook)),
      nodes: [
        { id: "a.b", type: "tanh" },
        { id: "\uD800", type: "tanh" },
      ],
      edges: [{ from: "a.b.out", to: "\uD800.x" }],
    }),
  );

  test("a file's other ids from earlier stay, through edits and when it is saved", () => {
    const moved = applyEdit(old, { type: "move", nodes: [{ id: "a.b", position: { x: 1, y: 2 } }] });
    expect(readGraph(writeGraph(moved))).toEqual(moved);
    expect(wires(applyEdit(old, { type: "renameNode", id: "a.b", to: "c" }))).toEqual(["c.out → \uD800.x"]);
  });

  test("a copy of such a node gets a name", () => {
    const pasted = applyEdit(notebook, { type: "paste", nodes: old.nodes, edges: old.edges, offset: { x: 0, y: 0 } });
    expect(pasted.nodes.slice(-2).map(({ id }) => id)).toEqual(["a_b", "_"]);
    expect(wires(pasted).at(-1)).toBe("a_b.out → _.x");
  });

  property.prop([fc.oneof(nodeId, fc.string({ unit: "binary" }))])("of any id a name can be made", (id) => {
    expect(nodeNameRefusal(asNodeName(id))).toBeNull();
    if (nodeNameRefusal(id) === null) expect(asNodeName(id)).toBe(id);
  });
});

describe("nodes", () => {
  test("a new node gets a fresh id, its place and no settings", () => {
    const once = applyEdit(notebook, { type: "addNode", nodeType: "linear", position: { x: 1, y: 2 } });
    const twice = applyEdit(once, { type: "addNode", nodeType: "linear" });
    expect(twice.nodes.slice(-2)).toEqual([
      { id: "linear", type: "linear", position: { x: 1, y: 2 }, settings: {} },
      { id: "linear_2", type: "linear", settings: {} },
    ]);
    expect(freshId(twice, "linear")).toBe("linear_3");
    expect(freshId(twice, "linear_2")).toBe("linear_3");
    expect(freshId(twice, "hidden")).toBe("hidden_2");
    expect(freshId(edits(notebook, { type: "addNode", nodeType: "tanh", id: "t".repeat(128) }), "t".repeat(128))).toBe(
      `${"t".repeat(126)}_2`,
    );
  });

  test.each<[Edit, DiagnosticError]>([
    [{ type: "addNode", nodeType: "lineal" }, refusal('there is no node type "lineal"')],
    [{ type: "addNode", nodeType: "constructor" }, refusal('there is no node type "constructor"')],
    [{ type: "addNode", nodeType: "tanh", id: "C" }, refusal('there is a node "C" already')],
    [{ type: "addNode", nodeType: "tanh", id: "" }, refusal("the id is empty")],
    [
      { type: "addNode", nodeType: "tanh", position: { x: Number.NaN, y: 0 } },
      refusal("expected a number from -10000000 to 10000000, got NaN", { node: "tanh_2", field: "position.x" }),
    ],
    [{ type: "renameNode", id: "C", to: "hidden" }, refusal('there is a node "hidden" already')],
    [{ type: "renameNode", id: "C", to: "__proto__" }, refusal('"__proto__" is not allowed as an id')],
    [{ type: "renameNode", id: "D", to: "E" }, refusal('there is no node "D"')],
    [{ type: "remove", nodes: ["D"] }, refusal('there is no node "D"')],
    [{ type: "remove", comments: [2] }, refusal("there is no comment 2")],
    [
      { type: "move", nodes: [{ id: "C", position: { x: 0, y: Infinity } }] },
      refusal("expected a position within 10000000 pixels, got 0, Infinity"),
    ],
    [{ type: "move", comments: [{ index: 7, position: { x: 0, y: 0 } }] }, refusal("there is no comment 7")],
    [
      { type: "setSetting", id: "C", setting: "dimm", value: "3" },
      refusal('node type "embedding" has no setting "dimm"', { node: "C" }),
    ],
    [
      { type: "setSetting", id: "C", setting: "dim", value: "1+".repeat(130) },
      refusal("the expression has 260 characters, at most 256 are allowed", { node: "C", field: "settings.dim" }),
    ],
    [
      { type: "setSeed", seed: 0.5 },
      refusal("expected a whole number from 0 to 9007199254740991, got 0.5", { field: "seed" }),
    ],
    [
      { type: "setTitle", title: "t".repeat(1001) },
      refusal("the text has 1001 characters, at most 1000 are allowed", { field: "title" }),
    ],
  ])("%j is refused", (edit, error) => {
    expect(() => applyEdit(notebook, edit)).toThrow(error);
  });

  test("a renamed node keeps its wires", () => {
    const renamed = applyEdit(notebook, { type: "renameNode", id: "C", to: "emb_C" });
    expect(wires(renamed)).toContain("context.x → emb_C.ids");
    expect(wires(renamed)).toContain("emb_C.out → view.x");
    expect(applyEdit(renamed, { type: "renameNode", id: "emb_C", to: "C" })).toEqual(notebook);
  });

  test("settings are set, changed, and left to the default again", () => {
    const set = applyEdit(notebook, { type: "setSetting", id: "hidden", setting: "bias", value: false });
    expect(nodeOf(set, "hidden")?.settings).toEqual({ in: "block_size * n_embd", out: "n_hidden", bias: false });
    expect(applyEdit(set, { type: "setSetting", id: "hidden", setting: "bias", value: null })).toEqual(notebook);
    expect(applyEdit(set, { type: "setSetting", id: "hidden", setting: "bias", value: false })).toBe(set);
  });

  test("moving changes places only, and shares everything else", () => {
    const moved = applyEdit(notebook, {
      type: "move",
      nodes: [{ id: "C", position: { x: 5, y: 6 } }],
      comments: [{ index: 0, position: { x: 7, y: 8 } }],
    });
    expect(nodeOf(moved, "C")?.position).toEqual({ x: 5, y: 6 });
    expect(moved.comments[0]?.position).toEqual({ x: 7, y: 8 });
    expect(moved.nodes[0]).toBe(notebook.nodes[0]);
    expect(moved.edges).toBe(notebook.edges);
  });
});

describe("wires", () => {
  test("a new wire replaces the one that was in the input", () => {
    const wired = applyEdit(notebook, { type: "connect", from: "C.out", to: "hidden.x" });
    expect(wires(wired)).toContain("C.out → hidden.x");
    expect(wires(wired)).not.toContain("view.out → hidden.x");
    expect(wired.edges).toHaveLength(notebook.edges.length);
    expect(applyEdit(wired, { type: "connect", from: "C.out", to: "hidden.x" })).toBe(wired);
  });

  test("a wire is taken out; taking out none changes nothing", () => {
    const out = applyEdit(notebook, { type: "disconnect", to: "hidden.x" });
    expect(out.edges).toHaveLength(notebook.edges.length - 1);
    expect(applyEdit(out, { type: "disconnect", to: "hidden.x" })).toBe(out);
  });

  test("a refused wire says why", () => {
    expect(() => applyEdit(notebook, { type: "connect", from: "C.out", to: "context.ids" })).toThrow(
      '"C.out" carries a tensor, "context.ids" takes ids',
    );
  });
});

describe("removing", () => {
  test("without its view, the embedding is wired to the linear node", () => {
    const graph = applyEdit(notebook, { type: "remove", nodes: ["view"] });
    expect(wires(graph)).toContain("C.out → hidden.x");
    expect(graph.edges).toHaveLength(notebook.edges.length - 1);
  });

  test("a whole chain goes, in any order", () => {
    const chain = ["view", "hidden", "tanh"];
    for (const nodes of [chain, chain.toReversed(), ["hidden", "view", "tanh"]]) {
      expect(wires(applyEdit(notebook, { type: "remove", nodes }))).toContain("C.out → output.x");
    }
  });

  test("a node that changes the kind, has two wires or no output is not joined over", () => {
    for (const id of ["tokenize", "context", "loss", "sgd"]) {
      const graph = applyEdit(notebook, { type: "remove", nodes: [id] });
      const touching = wires(notebook).filter((wire) => wire.includes(`${id}.`));
      expect(wires(graph)).toEqual(wires(notebook).filter((wire) => !touching.includes(wire)));
    }
    const shared = edits(
      notebook,
      { type: "addNode", nodeType: "embedding", id: "table" },
      { type: "connect", from: "table.out", to: "hidden.W" },
      { type: "remove", nodes: ["hidden"] },
    );
    expect(wires(shared).some((wire) => wire.endsWith("→ tanh.x"))).toBe(false);
  });

  test("a wire that is removed with its node is not joined", () => {
    const graph = applyEdit(notebook, { type: "remove", nodes: ["view"], edges: ["view.x"] });
    expect(wires(graph).some((wire) => wire.endsWith("→ hidden.x"))).toBe(false);
  });

  test("everything goes at once", () => {
    const nodes = notebook.nodes.map((node) => node.id);
    const graph = applyEdit(notebook, { type: "remove", nodes, comments: [0, 1] });
    expect([graph.nodes, graph.edges, graph.comments]).toEqual([[], [], []]);
  });
});

describe("variables", () => {
  test("a renamed variable is renamed wherever it is used, as a whole word", () => {
    const before = edits(
      notebook,
      { type: "setVariable", name: "n", text: "n_embd + 1e3" },
      { type: "setVariable", name: "n_embd_2", text: "n_embd" },
      { type: "setSetting", id: "words", setting: "text", value: "n_embd" },
      { type: "setSetting", id: "sgd", setting: "lr", value: "0.1 / (n_embd *" },
    );
    const after = applyEdit(before, { type: "renameVariable", name: "n_embd", to: "dim" });
    expect(after.variables).toEqual({ block_size: "3", dim: "2", n_hidden: "100", n: "dim + 1e3", n_embd_2: "dim" });
    expect(Object.keys(after.variables)[1]).toBe("dim");
    expect(nodeOf(after, "hidden")?.settings["in"]).toBe("block_size * dim");
    expect(nodeOf(after, "view")?.settings["shape"]).toBe("-1, block_size * dim");
    expect(nodeOf(after, "words")?.settings["text"]).toBe("n_embd");
    expect(nodeOf(after, "sgd")?.settings["lr"]).toBe("0.1 / (dim *");
    expect(applyEdit(after, { type: "renameVariable", name: "dim", to: "n_embd" })).toEqual(before);
  });

  test.each<[Edit, DiagnosticError]>([
    [
      { type: "setVariable", name: "a", text: "a + 1" },
      refusal("variables go in a circle: a → a", { field: "variables.a" }),
    ],
    [
      { type: "setVariable", name: "iteration", text: "1" },
      refusal('"iteration" is a name that the graph itself gives a value', { field: "variables" }),
    ],
    [{ type: "renameVariable", name: "n_embd", to: "n_hidden" }, refusal('there is a variable "n_hidden" already')],
    [{ type: "renameVariable", name: "toString", to: "x" }, refusal('there is no variable "toString"')],
    [{ type: "removeVariable", name: "nn" }, refusal('there is no variable "nn"')],
  ])("%j is refused", (edit, error) => {
    expect(() => applyEdit(notebook, edit)).toThrow(error);
  });

  test("a variable that is half typed, or used and gone, is no reason to refuse", () => {
    const graph = edits(
      notebook,
      { type: "setVariable", name: "n_embd", text: "2 *" },
      { type: "removeVariable", name: "n_hidden" },
    );
    expect(graph.variables).toEqual({ block_size: "3", n_embd: "2 *" });
  });

  test("a rename onto a name that was used and missing does not close a circle", () => {
    const graph = edits(
      notebook,
      { type: "setVariable", name: "a", text: "x" },
      { type: "setVariable", name: "b", text: "a" },
    );
    expect(() => applyEdit(graph, { type: "renameVariable", name: "b", to: "x" })).toThrow(
      "variables go in a circle: a → x → a",
    );
  });
});

describe("comments and copies", () => {
  test("comments are added and changed", () => {
    const comment = { text: "a", position: { x: 0, y: 0 }, size: { width: 10, height: 10 } };
    const graph = edits(
      notebook,
      { type: "addComment", comment },
      { type: "setComment", index: 2, text: "b", size: { width: 20, height: 5 } },
    );
    expect(graph.comments[2]).toEqual({ text: "b", position: { x: 0, y: 0 }, size: { width: 20, height: 5 } });
    expect(() => applyEdit(graph, { type: "setComment", index: 3, text: "" })).toThrow("there is no comment 3");
  });

  test("copies get fresh ids, and keep the wires between them", () => {
    const nodes = notebook.nodes.filter(({ id }) => ["view", "hidden", "tanh"].includes(id));
    const graph = applyEdit(notebook, {
      type: "paste",
      nodes,
      edges: notebook.edges,
      comments: notebook.comments,
      offset: { x: 32, y: 8 },
    });
    expect([...pastedIds(notebook, nodes)]).toEqual([
      ["view", "view_2"],
      ["hidden", "hidden_2"],
      ["tanh", "tanh_2"],
    ]);
    expect(graph.nodes.slice(-3).map((node) => node.id)).toEqual(["view_2", "hidden_2", "tanh_2"]);
    expect(wires(graph).slice(notebook.edges.length)).toEqual(["view_2.out → hidden_2.x", "hidden_2.out → tanh_2.x"]);
    const view = nodeOf(notebook, "view")!.position!;
    expect(nodeOf(graph, "view_2")?.position).toEqual({ x: view.x + 32, y: view.y + 8 });
    expect(graph.comments).toHaveLength(2 * notebook.comments.length);
  });
});

/** Edits of any kind, about nodes that are there and about others. */
function anyEdit(graph: Graph): fc.Arbitrary<Edit> {
  const id =
    graph.nodes.length === 0 ? nodeId : fc.oneof(fc.constantFrom(...graph.nodes.map((node) => node.id)), nodeId);
  const port = fc.constantFrom("x", "W", "out", "ids", "words", "loss", "logits", "target", "y", "p", "toString");
  const end = fc.tuple(id, port).map(([node, name]) => `${node}.${name}`);
  const name = fc.constantFrom("block_size", "n_embd", "alpha", "x", "e", "1x", "__proto__", "toString");
  const value = fc.oneof(
    anyText,
    fc.constantFrom("n_embd", "(".repeat(40), "9".repeat(300)),
    fc.integer(),
    fc.boolean(),
  );
  const setting = fc.constantFrom("out", "in", "shape", "dim", "text", "lr", "later", "__proto__", "toString");
  const place = fc.record({ x: coordinate, y: coordinate });
  const index = fc.nat(3);
  const comment = fc.record({ text: anyText, position, size: fc.record({ width: fc.nat(), height: coordinate }) });
  const is = <T extends Edit["type"]>(type: T) => ({ type: fc.constant(type) });
  return fc.oneof(
    fc.record({ ...is("addNode"), nodeType: fc.constantFrom(...nodeTypes.map((t) => t.type), "dropout"), id: nodeId }),
    fc.record({ ...is("addNode"), nodeType: fc.constantFrom(...nodeTypes.map((t) => t.type)), position: place }),
    fc.record({ ...is("remove"), nodes: fc.array(id, { maxLength: 3 }), edges: fc.array(end, { maxLength: 2 }) }),
    fc.record({ ...is("remove"), comments: fc.array(index, { maxLength: 2 }) }),
    fc.record({ ...is("move"), nodes: fc.array(fc.record({ id, position: place }), { maxLength: 3 }) }),
    fc.record({ ...is("connect"), from: end, to: end }),
    fc.record({ ...is("disconnect"), to: end }),
    fc.record({ ...is("setSetting"), id, setting, value: fc.option(value) }),
    fc.record({ ...is("renameNode"), id, to: fc.oneof(nodeId, fc.constantFrom("constructor", "", "x".repeat(129))) }),
    fc.record({ ...is("setVariable"), name, text: fc.constantFrom("1", "n_embd", "alpha * x", "block_size", "1 +") }),
    fc.record({ ...is("renameVariable"), name, to: name }),
    fc.record({ ...is("removeVariable"), name }),
    fc.record({ ...is("setTitle"), title: anyText }),
    fc.record({ ...is("setSeed"), seed: fc.oneof(fc.maxSafeNat(), fc.constantFrom(-1, 0.5, 2 ** 53, Number.NaN)) }),
    fc.record({ ...is("addComment"), comment }),
    fc.record({ ...is("setComment"), index, text: anyText }),
    fc.constant<Edit>({
      type: "paste",
      nodes: graph.nodes.slice(0, 3),
      edges: graph.edges,
      comments: graph.comments,
      offset: { x: 32, y: 32 },
    }),
  );
}

property.prop([anyGraph, fc.infiniteStream(fc.nat())], { numRuns: runs(120, 3_000) })(
  "whatever is edited can be saved and opened again, or the edit is refused in one sentence",
  (start, numbers) => {
    let graph = start;
    for (let step = 0; step < 12; step++) {
      const edit = fc.sample(anyEdit(graph), { numRuns: 1, seed: numbers.next().value })[0]!;
      const before = writeGraph(graph);
      let after = graph;
      try {
        after = applyEdit(graph, edit);
      } catch (error) {
        expect(error).toBeInstanceOf(DiagnosticError);
      }
      expect(writeGraph(graph)).toBe(before);
      expect(readGraph(writeGraph(after))).toEqual(after);
      graph = after;
    }
  },
);

property.prop([anyGraph, fc.infiniteStream(fc.nat())], { numRuns: runs(120, 3_000) })(
  "no edit puts nodes in another order: new ones and copies come last, as they were copied",
  (start, numbers) => {
    let graph = start;
    for (let step = 0; step < 12; step++) {
      const edit = fc.sample(anyEdit(graph), { numRuns: 1, seed: numbers.next().value })[0]!;
      const before = graph;
      try {
        graph = applyEdit(graph, edit);
      } catch {
        continue;
      }
      const ids = before.nodes.map(({ id }) => (edit.type === "renameNode" && edit.id === id ? edit.to : id));
      const gone = new Set(edit.type === "remove" ? edit.nodes : []);
      const stayed = ids.filter((id) => !gone.has(id));
      expect(graph.nodes.slice(0, stayed.length).map(({ id }) => id)).toEqual(stayed);
      const added = graph.nodes.slice(stayed.length);
      if (edit.type === "addNode") expect(added).toHaveLength(1);
      else if (edit.type === "paste") expect(added.map(({ type }) => type)).toEqual(edit.nodes.map(({ type }) => type));
      else expect(added).toEqual([]);
    }
  },
);
