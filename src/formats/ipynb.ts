import { defineFormat } from "./format.ts";
import { readCode } from "./pythonSource.ts";
import { askForScript, scriptOptions } from "./scriptOptions.ts";
import { hasEnding, headText } from "./source.ts";

export const ipynb = defineFormat({
  name: "ipynb",
  title: "Notebook",
  about: "For Jupyter or Colab: the same code in cells, with a few lines of text.",
  endings: [".ipynb"],
  mime: "application/x-ipynb+json",
  recognises: (source) =>
    hasEnding(source, [".ipynb"]) || /^\s*\{\s*"cells"\s*:|^\s*\{[\s\S]*"nbformat"\s*:/.test(headText(source)),
  reads: (source) => readCode(source, ".ipynb"),
  options: scriptOptions,
  async writes(graph, ask, choices = {}) {
    const { script, notes, exported } = await askForScript(ask, choices);
    const { writeNotebook } = await import("../io/notebook.ts");
    return { content: writeNotebook(graph, script, exported), notes };
  },
});
