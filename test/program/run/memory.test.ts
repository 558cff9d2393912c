import { expect, test } from "vitest";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import { instantiate } from "../../../src/program/run/program.ts";
import { backend } from "../../fastest.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { findTensor } from "../findTensor.ts";

test("many examples stay where they were made from one program to the next, few and other constants are put into the block", () => {
  const cache = new CompileCache();
  const text = "emma\n".repeat(2000).trim();
  const base = notebookGraph({ words: { source: "text", text }, context: { block_size: "block_size", first: "2000" } });
  const settings = { values: "1, 2", shape: "2", dtype: "int32" };
  const graph = { ...base, nodes: [...base.nodes, { id: "two", type: "constant", settings }] };
  const programs = [0, 1].map(() => instantiate(planGraph(graph, new Map(), cache), backend));
  const data = (program: (typeof programs)[number], node: string, port: string) =>
    findTensor(program.plan, node, port)!.storage.data;
  const [one, two] = programs as [(typeof programs)[number], (typeof programs)[number]];
  expect(data(one, "context", "x")).toBe(data(two, "context", "x"));
  expect(data(one, "context", "x").buffer).not.toBe(one.memory.block.buffer);
  // They are a sixteenth of a mebibyte at least; what they are the answers of is not.
  expect(data(one, "context", "x").byteLength).toBe(2000 * 5 * 3 * 4);
  expect(data(one, "context", "y").buffer).toBe(one.memory.block.buffer);
  expect([...data(one, "context", "y")]).toEqual([...data(two, "context", "y")]);
  expect(data(one, "two", "out").buffer).toBe(one.memory.block.buffer);
  expect([...data(two, "two", "out")]).toEqual([1, 2]);
});
