import { defineFormat, foundGraph } from "./format.ts";

export const graph = defineFormat({
  name: "graph",
  title: "Graph",
  endings: [".json"],
  mime: "application/json",
  keeps: "graph",
  // The last of the list: what it is instead, if it is no graph, is told in a sentence.
  recognises: () => true,
  async reads({ blob, name }) {
    const { readGraphFile } = await import("../io/readGraphFile.ts");
    return foundGraph(await readGraphFile(blob, name));
  },
  async writes(document) {
    const { writeGraph } = await import("../graph/writeGraph.ts");
    return { content: writeGraph(document), notes: ["A file carries the graph, not what was trained."] };
  },
});
