import { readdirSync, readFileSync } from "node:fs";
import { applyEdit, type Edit } from "../../../src/graph/edits/edit.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import type { Recorded } from "../../fixtures/fixture.ts";

/** A tensor as PyTorch had it. */
export interface RecordedTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly values: readonly Recorded[];
}

/** What PyTorch made of the same model, by node: see test/fixtures/make_graphs.py. */
export interface Numbers {
  /** Of the first forward pass. */
  readonly tensors: Readonly<Record<string, RecordedTensor>>;
  /** Of iterations 0, 1, …: absent where nothing trains. */
  readonly losses?: readonly number[];
  /** The losses that are only measured, by node: iterations and losses. */
  readonly measured?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  /** Of the forward pass that gave the last of the losses. */
  readonly last?: Readonly<Record<string, RecordedTensor>>;
}

export interface GalleryRecord extends Numbers {
  /** The same of the graph with other values for its variables. */
  readonly variants?: readonly (Numbers & { readonly variables: Readonly<Record<string, string>> })[];
  /** What PyTorch says when the model is broken, by what was done to it. */
  readonly errors?: Readonly<Record<string, string>>;
}

const root = new URL("../../../", import.meta.url);

/** The names of the files in graphs/, without their ending. */
export function galleryNames(): string[] {
  return readdirSync(new URL("graphs", root)).map((file) => file.replace(/\.json$/, ""));
}

/** A file of graphs/, as it is. */
export function galleryText(name: string): string {
  return readFileSync(new URL(`graphs/${name}.json`, root), "utf8");
}

/** What was recorded of it. */
export function galleryRecord(name: string): GalleryRecord {
  return JSON.parse(readFileSync(new URL(`test/fixtures/graphs/${name}.json`, root), "utf8")) as GalleryRecord;
}

/** The data sets, by name, that graphs are planned with. */
export const datasets: ReadonlyMap<string, string> = new Map(
  ["names", "moby-dick"].map((name) => [name, readFileSync(new URL(`public/data/${name}.txt`, root), "utf8")]),
);

/** The graph with other values for its variables. */
export function withVariables(graph: Graph, variables: Readonly<Record<string, string>>): Graph {
  const edits = Object.entries(variables).map(([name, text]): Edit => ({ type: "setVariable", name, text }));
  return edits.reduce(applyEdit, graph);
}

/** Less of what makes a graph slow and not different, for tests that go through it many times. */
const FEWER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "bengio-words": { V: "300" },
  "names-mlp": { n_dev: "20" },
};

/** A graph of the gallery, small enough to be gone through many times. */
export function smallGraph(name: string): Graph {
  return withVariables(readGraph(galleryText(name)), FEWER[name] ?? {});
}
