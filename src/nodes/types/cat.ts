import { cat as catOp } from "../../ops/cat.ts";
import { listNode } from "../families/listNode.ts";

/** Puts tensors one after another along one dimension. */
export const cat = listNode(catOp, {
  title: "Cat",
  summary: "Puts tensors one after another along one dimension.",
  help: (ports) =>
    "Tensors of the same shape, but for dimension `dim`, whose sizes add up: three of `[32, 2]` along `1` give `[32, 6]`. " +
    `${ports} The numbers are copied; \`view\` gives the same flat rows without a copy.`,
  gives: "the sizes along dim added up",
  dims: ({ dims, tensor }, shape) => dims.map((name, axis) => (shape[axis] === tensor.shape[axis] ? name : null)),
});
