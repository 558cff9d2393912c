import type { Backend } from "../../tensor/backend/backend.ts";
import { Encoder } from "../../tensor/backend/encoder.ts";
import { elementsOf } from "../../tensor/elementsOf.ts";
import { Storage } from "../../tensor/storage.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { forwardOf } from "../run/instructions.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { PlanDraft } from "./planDraft.ts";

/** Numbers that are worked out while planning, at most: planning happens at every edit. */
const MOST = 2 ** 20;

/**
 * Returns the numbers of a planned tensor that only constants and data lead to: its ops are run once, in memory of
 * their own. Null where a parameter, a draw or a running statistic leads to it, or more than {@link MOST} numbers would
 * be worked out.
 */
export function knownNumbers(tensor: Tensor, draft: PlanDraft, backend: Backend): Float64Array | null {
  const known = new Map<Storage, Storage>();
  const needed = opsTo(tensor, draft);
  if (needed === null) return null;
  for (const { tensor: constant, values } of draft.constants) {
    if (!needed.sources.has(constant.storage)) continue;
    const storage = new Storage(constant.dtype, constant.storage.length);
    if (!storage.bindTo(values)) {
      storage.bind(new ArrayBuffer(storage.bytes), 0);
      storage.data.set(values);
    }
    known.set(constant.storage, storage);
  }
  const bound = (planned: Tensor): Tensor => {
    const storage = known.get(planned.storage) ?? Storage.allocate(planned.dtype, planned.storage.length);
    known.set(planned.storage, storage);
    return { ...planned, storage };
  };
  const encoder = new Encoder(backend);
  for (const { inputs, output, saved, ...applied } of needed.ops) {
    const own = { ...applied, inputs: mapped(inputs, bound), output: bound(output), saved: mapped(saved, bound) };
    forwardOf(own, encoder)();
  }
  return elementsOf(bound(tensor));
}

/** The ops that make a tensor, in their order, and the storages that are there before any runs; null where not all is known. */
function opsTo(tensor: Tensor, { applied, constants }: PlanDraft) {
  const given = new Set(constants.map((constant) => constant.tensor.storage));
  const makers = new Map(
    applied.flatMap((item) => (item.op.kind === "view" ? [] : [[item.output.storage, item] as const])),
  );
  const sources = new Set<Storage>();
  const ops = new Set<AppliedOp>();
  const storages = new Set([tensor.storage]);
  let count = 0;
  for (const storage of storages) {
    count += storage.length;
    if (count > MOST) return null;
    const maker = makers.get(storage);
    if (maker === undefined) {
      if (!given.has(storage)) return null;
      sources.add(storage);
      continue;
    }
    if (maker.body !== undefined || (maker.op.kind === "compute" && maker.op.draw !== undefined)) return null;
    ops.add(maker);
    for (const input of Object.values(maker.inputs)) storages.add(input.storage);
  }
  return { sources, ops: applied.filter((item) => ops.has(item)) };
}

function mapped(tensors: Readonly<Record<string, Tensor>>, change: (tensor: Tensor) => Tensor): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}
