import { mul as mulOp } from "../../ops/mul.ts";
import { binaryNode } from "../families/binaryNode.ts";

/** Gives a · b, element by element. */
export const mul = binaryNode(mulOp, {
  title: "Mul",
  summary: "a · b, element by element.",
  help: "Not the matrix product, which is `matmul`.",
});
