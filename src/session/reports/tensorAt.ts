import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import type { Program } from "../../program/run/program.ts";
import { findTensor } from "../../program/tensors/tensorName.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";

/** The tensor that is meant: its numbers or its gradient. Throws a DiagnosticError when the program has none. */
export function tensorAt({ plan }: Program, { node, port, side }: TensorRef): Tensor {
  const value = findTensor(plan, node, port);
  const tensor = value !== null && side === "grad" ? (plan.grads.get(value) ?? null) : value;
  if (tensor === null) {
    const name = JSON.stringify(formatEndpoint({ node, port }));
    throw DiagnosticError.of(value === null ? `there is no tensor ${name}` : `${name} has no gradient`);
  }
  return tensor;
}
