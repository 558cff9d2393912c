import { expect, it } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { ops } from "../../../src/ops/catalogue.ts";
import type { Op } from "../../../src/ops/contract/op.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";
import { applyOp, mapped, type Named } from "./applyOp.ts";
import { recordings, type Combination } from "./recordings.ts";

/** Ops that refuse dtypes which the recorded PyTorch takes, or in other words. The snapshot has each combination. */
const OTHERWISE: Named<string> = {
  add: "masks are not added",
  embedding: "a table holds floats",
  expression: "formulas are over floats",
  index: "masks pick nothing yet",
  masked_fill: "the words of later versions of PyTorch; the recorded one does nothing with a mask of floats",
  matmul: "the words of later versions of PyTorch, which the notebook prints",
  mul: "masks are not multiplied",
};

it.each(ops.map((op) => [op.name, op] as const))("%s gives PyTorch's dtype, or its sentence", (name, op) => {
  const others = recordings[name]!.dtypes.flatMap((combination) => {
    const found = outcome(op, combination);
    const wanted = combination.dtype ?? combination.message!;
    if (found === wanted) return [];
    expect(found, "refused where PyTorch is refused or more").toContain(" ");
    const dtypes = Object.values(combination.inputs).map(({ dtype }) => dtype);
    return [`${dtypes.join(", ")}: ${found} (PyTorch: ${wanted})`];
  });
  if (name in OTHERWISE) expect(others).toMatchSnapshot();
  else expect(others).toEqual([]);
});

/** The result's dtype, or the sentence of the refusal. */
function outcome(op: Op, { inputs, attributes }: Combination): string {
  const tensors = mapped(inputs, ({ shape, dtype }) => tensorOf(dtype, shape));
  try {
    return applyOp(op, tensors, attributes).y.dtype;
  } catch (error) {
    if (error instanceof DiagnosticError) {
      expect(error.diagnostics[0]!.plain, error.message).toMatch(/^[^\n]+[.]$/);
      return error.message;
    }
    throw error;
  }
}
