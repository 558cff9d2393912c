import { dimension } from "../../ops/dimension.ts";
import { stack as stackOp } from "../../ops/stack.ts";
import { listNode } from "../families/listNode.ts";

/** Puts tensors of one shape on top of each other, in a new dimension. */
export const stack = listNode(stackOp, {
  title: "Stack",
  summary: "Puts tensors of one shape on top of each other, in a new dimension.",
  help: (ports) =>
    `Tensors of one shape: three of \`[32, 2]\` with \`dim\` 1 give \`[32, 3, 2]\`. ${ports} The numbers are copied.`,
  gives: "a new dimension at dim",
  dims: ({ dims }, shape, dim) => dims.toSpliced(dimension(dim, shape.length), 0, null),
});
