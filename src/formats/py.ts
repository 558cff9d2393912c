import { defineFormat } from "./format.ts";
import { readCode } from "./pythonSource.ts";
import { askForScript, scriptOptions } from "./scriptOptions.ts";
import { hasEnding, headText } from "./source.ts";

const CODE = /^\s*(?:import torch|from torch\b)|\btorch\.\w+\(|\bnn\.\w+\(|\bF\.\w+\(|\.backward\(\)/m;

export const py = defineFormat({
  name: "py",
  title: "PyTorch script",
  about: "To run with Python: trains as this graph does, prints each loss, checks the first 20.",
  endings: [".py"],
  mime: "text/x-python",
  // A text that is pasted has no name: it is code where it speaks of PyTorch as code does.
  recognises: (source) => hasEnding(source, [".py"]) || (source.name === "" && CODE.test(headText(source))),
  reads: (source) => readCode(source, ".py"),
  options: scriptOptions,
  async writes(_graph, ask, choices = {}) {
    const { script, notes } = await askForScript(ask, choices, { torchrun: true });
    const { scriptText } = await import("../protocol/script/scriptText.ts");
    return { content: scriptText(script), notes };
  },
});
