import { areFinite } from "../../base/areFinite.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { LossPoint } from "../../protocol/lossPoints.ts";

/** Says whether the newest loss, all parameters and all buffers are finite: whether it is worth training on. */
export function isFiniteThroughout({ parameters, buffers = [] }: Checkpoint, loss: LossPoint | null): boolean {
  if (loss !== null && !Number.isFinite(loss.loss)) return false;
  return [...Object.values(parameters), ...buffers].every(({ data }) => areFinite(data));
}
