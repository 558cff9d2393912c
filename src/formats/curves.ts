import { defineFormat } from "./format.ts";

export const curves = defineFormat({
  name: "csv",
  title: "Loss curves",
  about: "For a spreadsheet or a plot: the losses on show, a row an iteration, a column a loss.",
  endings: [".csv"],
  mime: "text/csv",
  async writes(_graph, ask) {
    const { checkpoint } = await ask();
    const { writeCurves } = await import("../io/curves.ts");
    return { content: writeCurves(checkpoint.curves), notes: [] };
  },
});
