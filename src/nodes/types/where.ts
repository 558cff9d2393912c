import { where as whereOp } from "../../ops/where.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { elementwise } from "../families/byRows.ts";

/** Gives a choice between two tensors, element by element. */
export const where = defineNodeType({
  type: "where",
  title: "Where",
  category: "maths",
  summary: "Takes x where a condition is true, else y (if, select by a mask).",
  help:
    "Element by element; the three shapes broadcast. The condition is a mask of `bool`, as the comparisons (`lt`, `eq`, …) " +
    "or a cast by `to` give it. The gradient goes where the number was taken from; the other side gets 0, also where its " +
    "own would be inf or nan.",
  torch: (_settings, names) =>
    line(names.out.out, whereOp.torch({ condition: names.in.condition, a: names.in.x, b: names.in.y }, {})),
  byRows: elementwise,
  inputs: {
    condition: { kind: "tensor", summary: "a mask of bool" },
    x: { kind: "tensor", summary: "what is taken where it is true" },
    y: { kind: "tensor", summary: "what is taken where it is false" },
  },
  outputs: { out: { kind: "tensor", summary: "the shape that all three broadcast to" } },
  settings: {},
  build: ({ condition, x, y }, _settings, builder) => {
    const tensor = builder.apply(whereOp, { condition: condition.tensor, a: x.tensor, b: y.tensor });
    return { out: { kind: "tensor", tensor, dims: broadcastDims(tensor.shape, [x, y, condition]) } };
  },
});
