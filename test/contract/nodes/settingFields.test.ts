import { describe, expect, it } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { nodeTypes } from "../../../src/nodes/catalogue.ts";
import type { NodeType } from "../../../src/nodes/contract/nodeType.ts";
import type { Setting } from "../../../src/nodes/settings/setting.ts";
import type { SettingValue } from "../../../src/nodes/settings/kinds/settingKind.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../kernels.ts";
import { wiredGraph, type WiredNodes } from "./wiredGraph.ts";

/** What a node may be wired to: floats and integers of several shapes, and what comes of words. */
const SOURCES: WiredNodes = {
  words: ["words", { source: "text", text: "emma\nolivia\nava" }],
  tokenize: ["tokenize", {}],
  context: ["context", {}],
  matrix: ["parameter", { shape: "2, 3" }],
  column: ["parameter", { shape: "2, 1" }],
  ids: ["constant", { values: "0", shape: "2, 3", dtype: "int32" }],
  rows: ["constant", { values: "0", shape: "2", dtype: "int32" }],
  mask: ["expression", { formula: "x > 0" }],
  bools: ["to", { dtype: "bool" }],
  number: ["sum", {}],
  list: ["unbind", {}],
  lookup: ["embedding", {}],
  flat: ["view", { shape: "-1, 6" }],
  logits: ["linear", { out: "vocab_size" }],
};

const WIRES = [
  "words.words tokenize.words",
  "tokenize.ids context.ids",
  "matrix.out mask.x",
  "mask.out bools.x",
  "matrix.out number.x",
  "matrix.out list.x",
  "context.x lookup.ids",
  "lookup.out flat.x",
  "flat.out logits.x",
];

const OUTPUTS = {
  words: ["words.words"],
  ids: ["tokenize.ids"],
  tensors: ["list.out"],
  tensor: [
    "matrix.out",
    "ids.out",
    "rows.out",
    "number.out",
    "bools.out",
    "context.x",
    "context.y",
    "logits.out",
    "lookup.out",
  ],
};

/** Texts that some setting or other must refuse. */
const BAD: Readonly<Record<string, readonly string[]>> = {
  integer: ["-7", "0", "7", "0.5", "70000000", "1e300", "nobody"],
  number: ["-1", "2", "1e300", "nobody", "0"],
  schedule: ["-1", "nobody"],
  shape: ["9999, 99999", "1, 1, 1, 1, 1, 1, 1, 1, 1", "7, 7", "-1, -1", "-2", "5", "0.5", "1, 1", "nobody", "0, 0"],
  numbers: ["1", "-1, 2", "1, 2, 3, 4", "nobody"],
  formula: ["y", "nobody", "1 +"],
};

function planned(graph: Graph) {
  return new Session(backend, new Map(), () => undefined).planOf(graph).nodes.get("node")!;
}

/** A graph with the node, ready: the first wiring that it takes. */
function readyGraph({ type, inputs, anyOf = [] }: NodeType, settings: Readonly<Record<string, SettingValue>>) {
  const wired = Object.entries(inputs).filter(([name, { optional }]) => optional !== true || anyOf[0] === name);
  const choices = wired.map(([, { kind }]) => OUTPUTS[kind]);
  const attempts = choices.reduce<string[][]>(
    (all, outputs) => all.flatMap((before) => outputs.map((output) => [...before, output])),
    [[]],
  );
  for (const attempt of attempts) {
    const wires = attempt.map((output, at) => `${output} node.${wired[at]![0]}`);
    const graph = wiredGraph({ ...SOURCES, node: [type, settings] }, ...WIRES, ...wires);
    const plan = planned(graph);
    if (plan.status === "ready") return graph;
  }
  return null;
}

function withSetting(graph: Graph, name: string, value: SettingValue): Graph {
  const nodes = graph.nodes.map((node) =>
    node.id === "node" ? { ...node, settings: { ...node.settings, [name]: value } } : node,
  );
  return { ...graph, nodes };
}

/** Settings without which a type is not ready, whatever it is wired to. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, SettingValue>>>> = {
  words: { source: "text", text: "emma" },
};

/** What is wrong between two things, either of which may be meant: a setting and a wire, or two settings. */
const BETWEEN = [/^mat1 and mat2 shapes cannot be multiplied/, /^expected \d+ numbers \(or one for all\) for shape/];

function valuesFor(setting: Setting): readonly string[] {
  return BAD[setting.kind] ?? (setting.kind === "choice" ? ["nobody"] : []);
}

describe.each(nodeTypes.map((nodeType) => [nodeType.type, nodeType] as const))("%s", (type, nodeType) => {
  const names = Object.keys(nodeType.settings);
  const graph = readyGraph(nodeType, NEEDED[type] ?? {});

  it("has a graph in which it is ready", () => {
    expect(graph).not.toBeNull();
  });

  it.each(names)("names the field %s when it refuses what is set there", (name) => {
    for (const value of valuesFor(nodeType.settings[name]!)) {
      const { status, diagnostics } = planned(withSetting(graph!, name, value));
      if (status === "ready") continue;
      if (BETWEEN.some((pattern) => pattern.test(diagnostics[0]!.message))) continue;
      expect(
        diagnostics.map(({ field }) => field),
        `${value}: ${diagnostics.map(({ message }) => message).join("; ")}`,
      ).toEqual([name]);
    }
  });
});
