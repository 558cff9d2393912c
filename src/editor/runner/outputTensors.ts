import { itemName } from "../../base/itemName.ts";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { TensorReport } from "../../protocol/portReport.ts";

/**
 * Describes a tensor by the name that the session knows it by: an output port, `out`, or a place of the list on a port,
 * `out[1]`.
 */
export interface OutputTensor {
  readonly port: string;
  readonly report: TensorReport;
}

/** Returns all tensors that come out of a node, those of a list one by one. */
export function outputTensors(outputs: NodeReport["outputs"]): readonly OutputTensor[] {
  return Object.entries(outputs).flatMap(([port, output]) => {
    if (output.kind === "tensor") return [{ port, report: output }];
    if (output.kind !== "tensors") return [];
    return output.tensors.map((report, at) => ({ port: itemName(port, at), report }));
  });
}
