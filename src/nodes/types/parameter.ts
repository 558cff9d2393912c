import { initHelp, initializer, initSettings } from "../families/initializer.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { drawnBy } from "../families/drawnBy.ts";

/** Is a trainable tensor of its own. */
export const parameter = defineNodeType({
  type: "parameter",
  title: "Parameter",
  category: "parameters",
  role: "parameter",
  summary: "A trainable tensor, by itself.",
  help:
    "A float tensor of the shape that is set (empty: a single number), drawn from the graph's generator. An optimiser " +
    "downstream of it trains it. Wire it wherever a tensor goes, also to the `W` or `b` of several layers. " +
    initHelp,
  torch: (settings, names) => ({ parameters: [`${names.out.out} = ${drawnBy(settings, names.list("shape"), names)}`] }),
  inputs: {},
  outputs: { out: { kind: "tensor", summary: "the shape that is set" } },
  settings: {
    shape: { kind: "shape", default: "27, 2", optional: true, summary: "sizes separated by commas; empty: one number" },
    ...initSettings,
  },
  build: (_inputs, { shape, init, gain }, builder) => ({
    out: {
      kind: "tensor",
      tensor: builder.parameter("value", shape.sizes, initializer(init, gain, shape.sizes)),
      dims: shape.texts.map((text) => (/^\d+$/.test(text) ? null : text)),
    },
  }),
});
