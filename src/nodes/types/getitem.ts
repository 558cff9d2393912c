import { DiagnosticError } from "../../base/diagnostic.ts";
import { view } from "../../ops/view.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { notAmong } from "../../tensor/notAmong.ts";

/** Gives one tensor of a list. */
export const getitem = defineNodeType({
  type: "getitem",
  title: "GetItem",
  category: "shape",
  summary: "Takes one tensor out of a list.",
  help: "`tensors[index]` of a list such as `unbind` gives; a negative index counts from the end. Nothing is copied.",
  told: { forward: "{0.x full}, one tensor of a list" },
  torch: ({ index }, names) => line(names.out.out, `${names.in.tensors}[${index}]`),
  byRows: () => "each",
  inputs: { tensors: { kind: "tensors", summary: "a list of tensors" } },
  outputs: { out: { kind: "tensor", summary: "the one at index" } },
  settings: { index: { kind: "integer", default: "0", min: -256, summary: "its place, negative from the end" } },
  build: ({ tensors: { tensors } }, { index }, builder) => {
    const item = tensors.at(index);
    if (item === undefined || index >= tensors.length) {
      throw DiagnosticError.of("tuple index out of range", {
        field: "index",
        plain: notAmong(index, tensors.length, true),
      });
    }
    // A view of its own, so that the node is a step and has its own gradient to show.
    const tensor = builder.apply(view, { x: item.tensor }, { shape: item.tensor.shape });
    return { out: { ...item, tensor } };
  },
});
