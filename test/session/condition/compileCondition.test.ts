import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { compileCondition } from "../../../src/session/condition/compileCondition.ts";
import type { TensorScope } from "../../../src/session/condition/tensorScope.ts";
import { expandTensor } from "../../../src/tensor/expand.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";

const out = tensorOf("float32", [2, 3], [-5, 1, 2, 0, 0.5, 4]);
const grad = tensorOf("float32", [2, 3], [0, 0, 0, -12, 0, 3]);
const broken = tensorOf("float32", [2, 2], [1, NaN, Infinity, 0]);
const W = tensorOf("float32", [4], [1, 2, 3, 4]);
const tensors = {
  out,
  grad,
  broken,
  W,
  /** `out` turned on its side, by strides alone. */
  turned: { ...out, shape: [3, 2], stride: [1, 3] },
  repeated: expandTensor(tensorOf("float32", [1], [7]), [3]),
  scalar: tensorOf("float32", [], [1.5]),
  ids: tensorOf("int32", [3], [3, 1, 2]),
};
const scope: TensorScope = {
  own: (name) => {
    const tensor = Object.hasOwn(tensors, name) ? tensors[name as keyof typeof tensors] : undefined;
    return tensor === undefined ? undefined : { tensor, gradient: name === "grad" };
  },
  ownNames: Object.keys(tensors),
  of: () => undefined,
  nodes: [],
  variables: { values: { limit: 2, W: 9 }, faulty: new Map([["n_x", "expected a value"]]) },
  example: null,
};
const moment = { loss: 1.9, iteration: 100 };
const holds = (text: string): boolean => compileCondition(text, scope).holds(moment);

describe("a condition", () => {
  test.each([
    ["loss < 2", true],
    ["loss < 1.9", false],
    ["iteration == 100", true],
    ["iteration % 50 == 0", true],
    ["1 < loss < 2", true],
    ["max(abs(grad)) > 10", true],
    ["max(abs(grad)) > 12", false],
    ["max(grad) == 3", true],
    ["min(out) == -5", true],
    ["max(out) == 4", true],
    ["sum(out) == 2.5", true],
    ["mean(ids) == 2", true],
    ["abs(std(W) - 1.2909944487) < 1e-9", true],
    ["isnan(out)", false],
    ["isnan(broken)", true],
    ["isfinite(out)", true],
    ["isfinite(broken)", false],
    ["any(isnan(broken))", true],
    ["all(isnan(broken))", false],
    ["sum(isnan(broken)) == 1", true],
    ["isnan(max(broken))", true],
    ["max(broken) > 0", false],
    ["max(broken)", false],
    ["any(out > 3)", true],
    ["all(out > -6)", true],
    ["all(out > -5)", false],
    ["sum(out > 0 ? 1 : 0) == 4", true],
    ["sum(-5 < out < 1) == 2", true],
    ["max(max(out, grad, 3.5)) > 4", false],
    ["min(max(out, grad, 3.5)) == 3.5", true],
    ["sum(max(out, 0)) == 7.5", true],
    ["max(out * out + grad) == 28", false],
    ["max(out ^ 2) == 25", true],
    ["max(out - turned)", "expected tensors of one shape, got [2, 3] and [3, 2]"],
    ["sum(turned) == sum(out)", true],
    ["sum(repeated) == 21", true],
    ["scalar > 1", true],
    ["scalar", true],
    ["max(loss, scalar) == loss", true],
    ["mean(out) > loss ? 0 : 1", true],
    ["pi > 3", true],
    // A variable of the graph; a tensor of the same name comes first.
    ["loss < limit", true],
    ["sum(out > limit) == 1", true],
    ["max(W) == 4", true],
    ["loss < n_x", 'at character 8: the variable "n_x" is faulty: expected a value'],
  ])("%s", (text, expected) => {
    if (typeof expected === "string") expect(() => holds(text)).toThrow(expected);
    else expect(holds(text)).toBe(expected);
  });

  test("says what it names, and reads the tensors as they are when it is asked", () => {
    const condition = compileCondition("max(abs(W)) + iteration > 100 + loss", scope);
    expect(condition.names).toEqual(["W", "iteration", "loss"]);
    expect(condition.holds(moment)).toBe(true);
    W.storage.data.fill(1);
    expect(condition.holds(moment)).toBe(false);
    W.storage.data.set([1, 2, 3, 4]);
  });

  test("does not hold before there is a loss", () => {
    expect(compileCondition("loss < 2", scope).holds({ loss: NaN, iteration: 0 })).toBe(false);
  });

  test.each([
    ["out > 3", "expected one number, got a tensor of shape [2, 3]: reduce it with max, min, mean, sum, std, any, all"],
    ["max(abs(gard)) > 1", 'at character 9: the name "gard" is not known here, known are loss, iteration, out'],
    ["loss < limits", "scalar, ids, limit"],
    ["median(out) > 1", 'at character 1: "median" is not a function; there are max, min, mean'],
    ["mean(out, grad)", "mean(…) takes 1 operand, got 2"],
    ["max(out - W) > 1", "expected tensors of one shape, got [2, 3] and [4]"],
    ["loss < ", "the expression ends too early"],
    ["loss = 2", 'at character 6: an expression assigns nothing; to compare, write "=="'],
    ["out.max() > 1", 'at character 4: "." is not allowed in an expression'],
    ["max", 'at character 1: "max" is a function, write max(…)'],
    ["constructor > 1", 'at character 1: the name "constructor" is not known here'],
    ["", "the expression is empty"],
  ])("%s is refused with one sentence", (text, message) => {
    expect(() => compileCondition(text, scope)).toThrow(message);
  });
});

describe("a cell, or a part of a tensor", () => {
  test.each([
    ["out[1, 2] == 4", true],
    ["out[-1, -1] == 4", true],
    ["out[ 0 , 0 ] == -5", true],
    ["out[0][1] == 1", true],
    ["max(out[0]) == 2", true],
    ["sum(out[:, 0]) == -5", true],
    ["sum(out[0, 1:]) == 3", true],
    ["sum(out[:, ::2]) == 1", true],
    ["sum(out[0, -2:10]) == 3", true],
    ["sum(turned[2]) == 6", true],
    ["scalar + W[3] == 5.5", true],
    ["isnan(broken[0, 1])", true],
    ["grad[1, 0] < -10 and out[1, 0] == 0", true],
    ["abs(-W[0] ** 2 + W[1]) == 1", true],
    ["out[2, 0]", "at character 1: index 2 is out of bounds for dimension 0 with size 2"],
    ["1 < out[0, -4]", "at character 5: index -4 is out of bounds for dimension 1 with size 3"],
    ["out[0, 0, 0]", "too many indices for tensor of dimension 2"],
    ["out[0, ::0]", "step must be greater than zero"],
    ["out[0", 'at character 4: a "[" that is not closed'],
    ["out[]", 'at character 5: an index is missing between "[" and "]"'],
    ["out[iteration]", 'expected whole numbers or slices as in [0, -1] or [:, 1:3], got "iteration"'],
    ["out[0]", "expected one number, got a tensor of shape [3]"],
    ["out[0, 0] out", "lacks an operator"],
    ["[1]", '"[" is not allowed, only round parentheses are'],
    ["gard[0]", 'at character 1: the name "gard" is not known here, known are loss, iteration, out'],
    [`max(${"(".repeat(40)}`, "parentheses nest deeper"],
    [`W[0]${" + W[0]".repeat(40)}`, "at most 256 are allowed"],
  ])("%s", (text, expected) => {
    if (typeof expected === "string") expect(() => holds(text)).toThrow(expected);
    else expect(holds(text)).toBe(expected);
  });

  prop.prop([fc.integer({ min: -3, max: 3 }), fc.integer({ min: -4, max: 4 })])(
    "is what the array has there, or nothing",
    (row, column) => {
      const rows = [
        [-5, 1, 2],
        [0, 0.5, 4],
      ];
      const expected = rows.at(row)?.at(column);
      const inside = row < 2 && column < 3 && expected !== undefined;
      if (inside) expect(holds(`out[${row}, ${column}] == ${expected}`)).toBe(true);
      else expect(() => holds(`out[${row}, ${column}] == 0`)).toThrow("is out of bounds");
    },
  );
});
