import { linspace as linspaceOf } from "../../tensor/linspace.ts";
import { checkShape } from "../../tensor/shape.ts";
import { inField } from "../settings/inField.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Gives evenly spaced numbers. */
export const linspace = defineNodeType({
  type: "linspace",
  title: "Linspace",
  category: "data",
  summary: "Evenly spaced numbers from start to end.",
  help: "`steps` floats of shape `[steps]`, both ends among them. A grid to draw a function over, say.",
  torch: (_settings, names) => ({
    data: [`${names.out.out} = torch.linspace(${["start", "end", "steps"].map(names.setting).join(", ")})`],
  }),
  inputs: {},
  outputs: { out: { kind: "tensor", summary: "float32 [steps]" } },
  settings: {
    start: { kind: "number", default: "-1", summary: "the first number" },
    end: { kind: "number", default: "1", summary: "the last" },
    steps: { kind: "integer", default: "50", min: 0, summary: "how many" },
  },
  build: (_inputs, { start, end, steps }, builder) => {
    inField("steps", () => checkShape([steps]));
    const values = builder.memo([start, end, steps], () => linspaceOf(start, end, steps));
    return {
      out: { kind: "tensor", tensor: builder.constant("float32", [steps], values), dims: [builder.dimName("steps")] },
    };
  },
});
