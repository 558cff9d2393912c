import { defineFormat } from "./format.ts";

export const ipynb = defineFormat({
  name: "ipynb",
  title: "Notebook",
  endings: [".ipynb"],
  mime: "application/x-ipynb+json",
  async writes(graph, ask) {
    const { script, seedLosses } = await ask({ seedLosses: true, script: {} });
    if (script === null) throw new TypeError("a script was wanted");
    const { writeNotebook } = await import("../io/notebook.ts");
    return { content: writeNotebook(graph, script, seedLosses), notes: [] };
  },
});
