import { expect, test } from "vitest";
import { phrase } from "../../../src/ops/told/phrase.ts";

const names = {
  x: { label: "hidden", shape: [32, 100] },
  b: { label: "b", shape: [100] },
  n: { label: "n", shape: [] },
  dim: 1,
  zero: 0,
  nothing: "",
  reduction: "sum",
  later: () => "worked out",
};

test("places are filled with a tensor's name, or with more of it", () => {
  expect(phrase("{x} and {x full}, {b full}, {n size}", names)).toBe(
    "hidden and hidden (32×100), b (100 numbers), one number",
  );
  expect(phrase("{x rows} times {b rows}", names)).toBe(
    "each of the 32 rows of hidden (100 numbers) times b (100 numbers)",
  );
  expect(phrase("tanh of {x each}, {n each}", names)).toBe(
    "tanh of each of the 3,200 numbers of hidden (32×100), the one number of n",
  );
  expect(phrase("{x columns} and {b columns}: over {x rowCount}, {x columnCount}", names)).toBe(
    "each of the 100 columns of hidden (32×100) and b (100 numbers): over 32 rows, 100 columns",
  );
  expect(phrase("{x grads}, {n grads}", names)).toBe("each number of hidden.grad, n.grad");
  expect(phrase("along {dim}, {later}", names)).toBe("along 1, worked out");
});

test("what is in brackets stands only where it applies", () => {
  expect(phrase("a[ by {missing}][ by {nothing}][ by {zero}]", names)).toBe("a by 0");
  expect(phrase("[dim|one][zero|two][!zero|three][missing|four]", names)).toBe("onethree");
  expect(phrase("[reduction=sum|added up][reduction=mean|averaged][!reduction=mean|, not averaged]", names)).toBe(
    "added up, not averaged",
  );
});

test("a place that nothing fills is a mistake of whoever wrote the text", () => {
  expect(() => phrase("{missing}", names)).toThrow('nothing is known as {missing} in "{missing}"');
  expect(() => phrase("{dim each}", names)).toThrow("{dim each} is no tensor");
  expect(() => phrase("{x loudly}", names)).toThrow("no words for a tensor are called {x loudly}");
});
