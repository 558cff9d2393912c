import { itemName } from "../../base/itemName.ts";
import type { Value } from "../../nodes/contract/value.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/**
 * Describes a tensor by the name that people use: an output port, `out`, or a place of the list on a port, `out[1]`.
 */
export interface OutputTensor {
  readonly port: string;
  readonly tensor: Tensor;
}

/** Returns all tensors that come out of a node. */
export function outputTensors(outputs: Readonly<Record<string, Value>>): readonly OutputTensor[] {
  return Object.entries(outputs).flatMap(([port, value]) => {
    if (value.kind === "tensor") return [{ port, tensor: value.tensor }];
    if (value.kind !== "tensors") return [];
    return value.tensors.map(({ tensor }, at) => ({ port: itemName(port, at), tensor }));
  });
}
