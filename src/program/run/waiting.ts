import type { Storage } from "../../tensor/storage.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { passGrads } from "../plan/accumulatedGrads.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";
import type { Instruction } from "./instruction.ts";

/**
 * Says of each instruction, by 1, whether it can wait while iterations follow one another and nobody looks. Run when the
 * last one is over, before the next one's draws, it gives what it would have given in its turn, and nothing was missing
 * meanwhile. Those are forward ops from which no loss, gradient, running statistics or measured number is computed; which
 * read nothing that the update changes, but by way of what is computed in its turn; and which cannot fail.
 */
export function waiting(plan: Plan, instructions: readonly Instruction[]): Uint8Array {
  const moved = storagesOf(instructions.flatMap(({ pass, results }) => (pass === "update" ? results : [])));
  const grads = passGrads(plan);
  const inSidePass = new Set(plan.sidePasses.flatMap(({ branches }) => branches.flatMap(({ applied }) => applied)));
  const needed = storagesOf([...plan.losses, ...plan.optimizers.map((each) => ({ tensor: each.loss }))].map(tensorOf));
  const waits = new Uint8Array(instructions.length);
  for (let cursor = plan.applied.length - 1; cursor >= 0; cursor--) {
    const applied = plan.applied[cursor]!;
    const inputs = [...readBy(applied)];
    const inTurn =
      needed.has(applied.output.storage) ||
      grads.has(applied.output) ||
      inSidePass.has(applied) ||
      instructions[cursor]!.every !== undefined ||
      isMore(applied) ||
      mayFail(applied) ||
      inputs.some(({ storage }) => moved.has(storage));
    if (applied.op.kind === "view") continue;
    if (inTurn) for (const { storage } of inputs) needed.add(storage);
    else waits[cursor] = 1;
  }
  return waits;
}

/** Says whether it does more than compute its result of its inputs. */
function isMore({ op, attributes, body }: AppliedOp): boolean {
  return body !== undefined || (op.kind === "compute" && (op.moves?.(attributes) ?? []).length > 0);
}

/** Says whether numbers could make it fail: an index may be out of range, a sum of integers too large. */
function mayFail({ op, inputs }: AppliedOp): boolean {
  if (op.kind === "view" || op.broadcasts === true || op.neverFails === true) return false;
  return Object.values(inputs).some(({ dtype }) => dtype === "int32");
}

/** Returns what an op reads, and what those that it repeats do. */
export function readBy({ inputs, body = [] }: AppliedOp): Tensor[] {
  return [...Object.values(inputs), ...body.flatMap(readBy)];
}

function storagesOf(tensors: readonly Tensor[]): Set<Storage> {
  return new Set(tensors.map(({ storage }) => storage));
}

function tensorOf({ tensor }: { readonly tensor: Tensor }): Tensor {
  return tensor;
}
