import { defineNodeType } from "./nodeType.ts";

/** A trainable tensor of its own. */
export const parameter = defineNodeType({
  type: "parameter",
  title: "Parameter",
  category: "parameters",
  summary: "A trainable tensor, drawn from a normal distribution.",
  help:
    "A float tensor of the shape that is set (empty: a single number), drawn by `randn` from the graph's generator. An " +
    "`sgd` downstream of it trains it. Wire it wherever a tensor goes, also to the `W` or `b` of several layers.",
  torch: "C = torch.randn((27, 2), generator=g, requires_grad=True)",
  inputs: {},
  outputs: { out: { kind: "tensor", summary: "the shape that is set" } },
  settings: {
    shape: { kind: "shape", default: "27, 2", optional: true, summary: "sizes separated by commas; empty: one number" },
  },
  build: (_inputs, { shape }, builder) => ({
    out: {
      kind: "tensor",
      tensor: builder.parameter("value", shape.sizes, "randn"),
      dims: shape.texts.map((text) => (/^\d+$/.test(text) ? null : text)),
    },
  }),
});
