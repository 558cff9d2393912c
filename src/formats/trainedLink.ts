import { TRAINED_LINK_PREFIX } from "../io/linkPrefix.ts";
import { defineFormat, foundGraph } from "./format.ts";
import { headText } from "./source.ts";

export const trainedLink = defineFormat({
  name: "trained-link",
  title: "Link with what was trained",
  endings: [],
  mime: "text/plain",
  prefix: TRAINED_LINK_PREFIX,
  recognises: (source) => source.name === "" && /^#t\d+=/.test(headText(source)),
  async reads({ blob }) {
    const { decodeTrainedLink } = await import("../io/bundle/trainedLink.ts");
    const { graph, checkpoint } = await decodeTrainedLink(await blob.text());
    return foundGraph(graph, { checkpoint, evaluate: false });
  },
  async writes(_graph, ask) {
    const { encodeTrainedLink } = await import("../io/bundle/trainedLink.ts");
    return { content: await encodeTrainedLink(await ask()), notes: [] };
  },
});
