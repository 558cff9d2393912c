import { isWhole, tensorsOf, type Call } from "../../tensor/backend/recorder.ts";
import { ADDS_TO_LAST, WRITES_LAST } from "../../tensor/kernels/effects.ts";
import type { Storage } from "../../tensor/storage.ts";
import { isContiguous, type Tensor } from "../../tensor/tensor.ts";
import { touchesIn, type BackwardCalls, type Touch } from "./touchesIn.ts";

/** Describes a gradient that is another one, handed on unchanged. */
export interface PassedOn {
  readonly call: Call;
  readonly from: Storage;
  readonly to: Storage;
}

/**
 * Returns the gradients that are copies of others: what an addition, a view or a product hands on. Whoever reads one may
 * read the other, and the copy can wait. Both begin at 0 and are only added to, so that neither has a −0, which a copy
 * would lose.
 *
 * @param begun the gradients whose first writer adds to 0
 * @param others what else is read or written: not theirs to wait
 */
export function passedOn(
  backward: BackwardCalls,
  begun: ReadonlySet<Storage>,
  others: ReadonlySet<Storage>,
): readonly PassedOn[] {
  const calls = backward.flatMap((all) => all ?? []);
  const touching = touchesIn(backward);
  return calls.flatMap((call) => {
    if (call.kernel !== "accumulate") return [];
    const [{ storage: from }, { storage: to }] = call.operands;
    const [ofFrom, ofTo] = [touching.get(from)!, touching.get(to)!];
    const canWait =
      isLaidOutLike(...call.operands) &&
      [from, to].every((storage) => begun.has(storage) && !others.has(storage)) &&
      [...ofFrom, ...ofTo].every(isOnlyAddedTo) &&
      // What is copied does not change any more, and the copy is nothing else.
      !ofFrom.slice(ofFrom.findIndex((touch) => touch.call === call)).some(({ isWritten }) => isWritten) &&
      ofTo.every((touch) => !touch.isWritten || touch.call === call);
    return canWait ? [{ call, from, to }] : [];
  });
}

/** Says whether two tensors have all of their storages' numbers, in the same order. */
function isLaidOutLike(a: Tensor, b: Tensor): boolean {
  if (a.storage === b.storage || a.dtype !== b.dtype) return false;
  return [a, b].every((tensor) => tensor.offset === 0 && isContiguous(tensor) && isWhole(tensor));
}

/** Says whether a call does no more to a gradient than to read it and to add to it. */
function isOnlyAddedTo({ call, isWritten }: Touch): boolean {
  if (call.kernel === null) return false;
  return ADDS_TO_LAST.has(call.kernel) || (WRITES_LAST.has(call.kernel) && !isWritten);
}

/** Returns the call on other storages in the place of some. */
export function substituted(call: Call, storages: ReadonlyMap<Storage, Storage>): Call {
  if (call.kernel === null || !tensorsOf(call).some(({ storage }) => storages.has(storage))) return call;
  const exchanged = (operand: unknown): unknown => {
    if (Array.isArray(operand)) return operand.map(exchanged);
    if (typeof operand !== "object" || operand === null || !("storage" in operand)) return operand;
    const { storage } = operand as Tensor;
    return { ...operand, storage: storages.get(storage) ?? storage };
  };
  // The same kernel, on tensors that differ in where they lie alone.
  return { kernel: call.kernel, operands: call.operands.map(exchanged) } as unknown as Call;
}
