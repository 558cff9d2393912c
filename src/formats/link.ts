import { LINK_PREFIX } from "../io/linkPrefix.ts";
import { defineFormat, foundGraph } from "./format.ts";
import { headText } from "./source.ts";

export const link = defineFormat({
  name: "link",
  title: "Link",
  endings: [],
  mime: "text/plain",
  prefix: LINK_PREFIX,
  recognises: (source) => source.name === "" && /^#g\d+=/.test(headText(source)),
  async reads({ blob }) {
    const { decodeShareLink } = await import("../io/shareLink.ts");
    return foundGraph(await decodeShareLink(await blob.text()), { evaluate: false });
  },
  async writes(graph) {
    const { encodeShareLink } = await import("../io/shareLink.ts");
    return { content: await encodeShareLink(graph), notes: [] };
  },
});
