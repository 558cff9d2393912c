import { defineFormat } from "./format.ts";
import { readCode } from "./pythonSource.ts";
import { hasEnding, headText } from "./source.ts";

export const ipynb = defineFormat({
  name: "ipynb",
  title: "Notebook",
  endings: [".ipynb"],
  mime: "application/x-ipynb+json",
  recognises: (source) =>
    hasEnding(source, [".ipynb"]) || /^\s*\{\s*"cells"\s*:|^\s*\{[\s\S]*"nbformat"\s*:/.test(headText(source)),
  reads: (source) => readCode(source, ".ipynb"),
  async writes(graph, ask) {
    const { script, seedLosses } = await ask({ seedLosses: true, script: {} });
    if (script === null) throw new TypeError("a script was wanted");
    const { writeNotebook } = await import("../io/notebook.ts");
    return { content: writeNotebook(graph, script, seedLosses), notes: [] };
  },
});
