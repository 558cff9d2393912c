import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findDataSet } from "../../../src/data/dataSets.ts";
import { decodeUtf8 } from "../../../src/base/decodeUtf8.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";

const root = new URL("../../../", import.meta.url);
const read = (name: string) => readGraph(readFileSync(new URL(`graphs/${name}.json`, root), "utf8"));
const names = decodeUtf8(new Uint8Array(readFileSync(new URL(`public/${findDataSet("names")!.file}`, root))));
const plan = (graph: Graph) => planGraph(graph, new Map([["names", names]]), new CompileCache());
const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

test.each([
  ["notebook-mlp", ["C.C", "hidden.W", "hidden.b", "output.W", "output.b"], 3_481],
  ["names-mlp", ["C.C", "hidden.W", "hidden.b", "output.W", "output.b"], 11_897],
])("%s compiles, and draws its parameters in the notebook's order", (name, parameters, count) => {
  const planned = plan(read(name));
  expect(planDiagnostics(planned)).toEqual([]);
  expect(planned.parameters.map(({ node, name: parameter }) => `${node}.${parameter}`)).toEqual(parameters);
  expect(planned.parameters.reduce((sum, { tensor }) => sum + size(tensor.shape), 0)).toBe(count);
});
