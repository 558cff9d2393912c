import { groupBy } from "../../base/groupBy.ts";
import { tensorsOf, type Call } from "../../tensor/backend/recorder.ts";
import type { Storage } from "../../tensor/storage.ts";

/** Holds the calls of a backward pass, instruction by instruction; null where it is not known what one does. */
export type BackwardCalls = readonly (readonly Call[] | null)[];

/** Is what a call of an instruction does with a storage. */
export interface Touch {
  readonly at: number;
  readonly call: Call;
  readonly storage: Storage;
  /** Whether it is that of its last tensor. */
  readonly isWritten: boolean;
}

/** Returns by storage what the calls of a backward pass do with it, in their order. */
export function touchesIn(backward: BackwardCalls): ReadonlyMap<Storage, readonly Touch[]> {
  const touches = backward.flatMap((calls, at) =>
    (calls ?? []).flatMap((call): Touch[] => {
      const storages = tensorsOf(call).map(({ storage }) => storage);
      return [...new Set(storages)].map((storage) => ({ at, call, storage, isWritten: storages.at(-1) === storage }));
    }),
  );
  return groupBy(touches, ({ storage }) => storage);
}
