import { add as addOp } from "../../ops/add.ts";
import { binaryNode } from "../families/binaryNode.ts";

/** Gives a + b, element by element. */
export const add = binaryNode(addOp, {
  title: "Add",
  summary: "a + b, element by element.",
  help: "Adds a row to every row of a matrix, say: shapes `[32, 100]` and `[100]` give `[32, 100]`.",
});
