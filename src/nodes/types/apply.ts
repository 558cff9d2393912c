import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { isSplit } from "../families/byRows.ts";

/** Gives the model again, on other contexts: what `model(Xdev)` is in PyTorch. */
export const apply = defineNodeType({
  type: "apply",
  title: "Apply",
  category: "training",
  summary: "The model again, with the same parameters, on other contexts.",
  help:
    "Everything upstream of `model`, the last layer's logits, say, is applied once more, to the contexts `x` in place " +
    "of those that lead to `model`. The parameters are the same tensors. As after `model.eval()`, dropout lets " +
    "everything pass and a batch norm uses its running statistics. A view must fit both: `-1`, not the size of a batch.",
  told: { forward: "the model's {ops} ops once more, with the same parameters, on other examples" },
  torch: (_settings, names) => line(names.out.out, `${names.model("model").name}(${names.in.x})`),
  byRows: (_settings, { x }) => (isSplit(x) ? "mixes" : "none"),
  inputs: {
    model: { kind: "tensor", facts: ["vocab_size"], summary: "what the model gives, such as its logits" },
    x: { kind: "tensor", summary: "other contexts, int32 [N, block_size]" },
  },
  outputs: { out: { kind: "tensor", summary: "what the model gives on x" } },
  settings: {},
  build: ({ model, x }, _settings, builder) => {
    const tensor = builder.reuse(model.tensor, x.tensor);
    const dims = tensor.shape.map((size, axis) => {
      if (axis === 0) return size === x.tensor.shape[0] ? (x.dims[0] ?? null) : null;
      return size === model.tensor.shape[axis] ? (model.dims[axis] ?? null) : null;
    });
    return { out: { kind: "tensor", tensor, dims } };
  },
});
