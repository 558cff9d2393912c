import { DiagnosticError } from "../../base/diagnostic.ts";
import { offsetInStorage } from "../../base/stridedLayout.ts";
import { passGrads } from "../../program/plan/accumulatedGrads.ts";
import { broadcastOf, ownIndex } from "../../program/plan/broadcasts.ts";
import type { AppliedOp } from "../../program/plan/appliedOp.ts";
import type { Program } from "../../program/run/program.ts";
import { tensorLabels } from "../../program/tensors/tensorLabels.ts";
import { explainerOf } from "../../program/why/explainCell.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { hasNumbers } from "../reports/hasNumbers.ts";
import type { GhostGradients, GhostsQuestion, GhostsReport } from "../../protocol/ghostsReport.ts";
import type { Readable } from "../reports/readable.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import { defineQuestion } from "./question.ts";

/** An answer is about at most so many indices. */
const MAX_INDICES = 256;

type Indices = GhostsQuestion["indices"];

/**
 * Answers with an operand's numbers at cells of the result that it is broadcast to. In the backward pass it adds what
 * comes back through them. Throws a DiagnosticError when there is no such operand or cell.
 */
export const ghosts = defineQuestion({
  type: "ghosts",
  looks: "program",
  answer: (session, question: GhostsQuestion): GhostsReport => {
    const { program } = session;
    const { node, op, input, indices } = question;
    const { plan } = program;
    const applied = plan.applied.filter((candidate) => candidate.node === node)[op];
    const operand = applied?.inputs[input];
    if (applied === undefined || operand === undefined || broadcastOf(plan, applied) === null) {
      throw DiagnosticError.of(`node ${JSON.stringify(node)} broadcasts no ${JSON.stringify(input)} in its op ${op}`);
    }
    checkIndices(applied, indices);
    const tensor = program.tensors.nameOf(operand)!;
    const reached = session.progress.graded.has(node) && hasNumbers(session, { ...tensor, side: "grad" });
    return {
      tensor,
      label: tensorLabels(program.tensors, node)(operand),
      dtype: operand.dtype,
      values: hasNumbers(session, tensor) ? numbersAt(operand, indices) : null,
      grad: plan.grads.has(operand) && plan.grads.has(applied.output),
      grads:
        reached && plan.grads.has(operand) ? gradients(program, session, { applied, input, tensor }, indices) : null,
    };
  },
});

interface Use {
  readonly applied: AppliedOp;
  readonly input: string;
  readonly tensor: TensorRef;
}

function gradients(
  program: Program,
  session: Readable,
  { applied, input, tensor }: Use,
  indices: Indices,
): GhostGradients | null {
  const { plan } = program;
  const operand = applied.inputs[input]!;
  const [first] = indices;
  if (first === undefined || !plan.grads.has(applied.output)) return null;
  const cell = { ...tensor, side: "grad", index: ownIndex(operand.shape, first) } as const;
  const { explainer, explanation } = explainerOf(program, session.state, cell);
  // What an iteration finds there already came through no use of it.
  const totals = numbersAt(passGrads(plan).get(operand)!, indices);
  const uses = program.tensors.usesOf(operand).length;
  const sumAt = (index: readonly number[]): number =>
    explainer.passedBack(applied, input, ownIndex(operand.shape, index)).term.value;
  return {
    shares: Float64Array.from(indices, (index) => explainer.throughGhost(applied, input, index).value),
    // What one use alone adds is what stands there, and need not be added up again.
    sums: uses === 1 ? totals : Float64Array.from(indices, sumAt),
    totals,
    uses,
    agrees: explanation.agrees,
  };
}

/** The numbers of the operand's cells that stand at these indices. */
function numbersAt(tensor: Tensor, indices: Indices): Float64Array {
  const { shape, storage } = tensor;
  return Float64Array.from(indices, (index) => storage.data[offsetInStorage(tensor, ownIndex(shape, index))]!);
}

function checkIndices({ output: { shape } }: AppliedOp, indices: Indices): void {
  if (indices.length > MAX_INDICES)
    throw DiagnosticError.of(`expected at most ${MAX_INDICES} indices, got ${indices.length}`);
  for (const index of indices) {
    const fits =
      index.length === shape.length &&
      index.every((at, axis) => Number.isSafeInteger(at) && at >= 0 && at < shape[axis]!);
    if (!fits) throw DiagnosticError.of(`expected indices in ${formatShape(shape)}, got [${index.join(", ")}]`);
  }
}
