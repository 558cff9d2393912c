import type { Backend, KernelName, Operands } from "../../tensor/backend/backend.ts";
import { isWhole, prepared, tensorsOf, wholeOf, type Call } from "../../tensor/backend/recorder.ts";
import type { Storage } from "../../tensor/storage.ts";

/** Returns what does calls of which some are the first to touch these storages, which have not been cleared. */
export function writingFirst(calls: readonly Call[], storages: ReadonlySet<Storage>, backend: Backend): () => void {
  const left = new Set(storages);
  const steps: (() => void)[] = [];
  /** Of each storage, the step that touches it first. */
  const firsts: { readonly storage: Storage; readonly step: number }[] = [];
  const touch = (storage: Storage): void => {
    firsts.push({ storage, step: steps.length });
    left.delete(storage);
  };
  const clear = (cleared: readonly Storage[]): void => {
    for (const storage of cleared) {
      touch(storage);
      steps.push(backend.prepare("fill", wholeOf(storage), 0));
    }
  };
  for (const call of calls) {
    const tensors = tensorsOf(call);
    const first = tensors.filter(({ storage }) => left.has(storage));
    const only = first.length === 1 && first[0] === tensors.at(-1) ? first[0]! : null;
    const begun = only !== null && isWhole(only) ? fromZero(backend, call) : null;
    if (only !== null && begun !== null) {
      touch(only.storage);
      steps.push(begun);
    } else {
      // What other work touches is not known.
      clear(call.kernel === null ? [...left] : [...new Set(first.map(({ storage }) => storage))]);
      steps.push(prepared(backend, call));
    }
  }
  clear([...left]);
  return () => {
    let at = 0;
    try {
      for (; at < steps.length; at++) steps[at]!();
    } catch (error) {
      for (const { storage, step } of firsts) if (step >= at) storage.data.fill(0);
      throw error;
    }
  };
}

function fromZero(backend: Backend, call: Call): (() => void) | null {
  if (call.kernel === null) return null;
  return backend.prepareFromZero?.(call.kernel, ...(call.operands as Operands<KernelName>)) ?? null;
}
