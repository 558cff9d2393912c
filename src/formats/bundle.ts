import { defineFormat, foundGraph } from "./format.ts";
import { hasEnding, headText } from "./source.ts";

const ZIP = "PK\x03\x04";

export const bundle = defineFormat({
  name: "bundle",
  title: "Graph with what was trained",
  endings: [".wiregrad"],
  mime: "application/x-wiregrad",
  keeps: "training",
  recognises(source) {
    const head = headText(source);
    return head.startsWith(ZIP) && (hasEnding(source, [".wiregrad"]) || head.slice(0, 60).includes("graph.json"));
  },
  async reads({ blob }) {
    const { checkBundleSize, readBundle } = await import("../io/bundle/bundle.ts");
    checkBundleSize(blob.size);
    const { graph, checkpoint, texts, inPass } = await readBundle(new Uint8Array(await blob.arrayBuffer()));
    const { iteration } = checkpoint;
    const start = `It was saved in the middle of the ${inPass} pass of iteration ${iteration}, and goes on from its start.`;
    return foundGraph(graph, { checkpoint, texts, notes: inPass === null ? [] : [start] });
  },
  async writes(_graph, ask) {
    const { writeBundle } = await import("../io/bundle/bundle.ts");
    const exported = await ask();
    const { inPass, iterations } = exported;
    const what = `It carries the graph and what was trained, at iteration ${iterations}`;
    const note = inPass === null ? `${what}.` : `${what}: its start, not the middle of the ${inPass} pass.`;
    return { content: await writeBundle(exported), notes: [note] };
  },
});
