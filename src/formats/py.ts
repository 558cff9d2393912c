import { defineFormat } from "./format.ts";

export const py = defineFormat({
  name: "py",
  title: "PyTorch",
  endings: [".py"],
  mime: "text/x-python",
  async writes(_graph, ask) {
    const { script } = await ask({ seedLosses: true, script: {} });
    if (script === null) throw new TypeError("a script was wanted");
    const { scriptText } = await import("../protocol/script/scriptText.ts");
    return { content: scriptText(script), notes: [] };
  },
});
