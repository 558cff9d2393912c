import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";
import { ask } from "../runner/sessionLink.ts";

/** Reads all of a tensor of this shape. */
export function readWholeTensor(tensor: TensorRef, shape: readonly number[]): Promise<TensorRegion> {
  return ask("read", { tensor, region: { start: shape.map(() => 0), size: shape } });
}
