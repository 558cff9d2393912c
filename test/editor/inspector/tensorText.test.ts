import { expect, test } from "vitest";
import { assert, array, float, property } from "fast-check";
import { csv, torchLiteral } from "../../../src/editor/inspector/tensorText.ts";

test("a tensor as PyTorch code", () => {
  expect(torchLiteral([1, 0.5, -2, 3e-8], [2, 2], "float32")).toBe(
    "torch.tensor([[1.0, 0.5],\n              [-2.0, 3e-8]])",
  );
  expect(torchLiteral([1, 2, 3], [3], "int32")).toBe("torch.tensor([1, 2, 3], dtype=torch.int32)");
  expect(torchLiteral([NaN, -Infinity, -0], [3], "float32")).toBe('torch.tensor([float("nan"), float("-inf"), -0.0])');
  expect(torchLiteral([7.25], [], "float32")).toBe("torch.tensor(7.25)");
  expect(torchLiteral([], [0], "float32")).toBe("torch.tensor([])");
});

test("a tensor as CSV: a line a row", () => {
  expect(csv([1, 2, 3, 4, 5, 6], [3, 2], "int32")).toBe("1,2\n3,4\n5,6");
  expect(csv([1, 2], [2], "int32")).toBe("1\n2");
  expect(csv([1, 2, 3, 4], [2, 1, 2], "int32")).toBe("1,2\n3,4");
});

test("no digit is lost: what is read back is the same float32", () => {
  assert(
    property(array(float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
      const text = csv(values, [values.length], "float32");
      expect(text.split("\n").map((number) => Math.fround(Number(number)))).toEqual(values);
    }),
  );
});
