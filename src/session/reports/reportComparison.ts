import { formatEndpoint } from "../../base/endpoint.ts";
import { outputTensors } from "../../program/tensors/outputTensors.ts";
import type { Comparison, Branch } from "../../program/plan/comparison.ts";
import { difference } from "../../tensor/difference.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { ComparisonNumbers, ComparisonReport, BranchReport } from "../../protocol/facets/comparison.ts";
import type { TensorIndex } from "../../program/tensors/tensorIndex.ts";

/** Returns the two branches of a comparison, and what each costs. */
export function reportComparison({ branches, sent, shared, ends }: Comparison, tensors: TensorIndex): ComparisonReport {
  return {
    branches: [reportBranch(tensors, branches[0]), reportBranch(tensors, branches[1])],
    sent: sent?.of ?? null,
    shared: shared.map(({ tensor }) => nameOf(tensors, tensor)),
    ends: ends !== null,
  };
}

function reportBranch(tensors: TensorIndex, { applied, bytes, multiplications, views }: Branch): BranchReport {
  return {
    nodes: [...new Set(applied.map(({ node }) => node))],
    instructions: applied.length,
    bytes,
    multiplications,
    views: views === null ? null : nameOf(tensors, views),
  };
}

/** By the port that a wire starts from, if it is one. */
function nameOf(tensors: TensorIndex, tensor: Tensor): string {
  for (const { id, outputs } of tensors.plan.nodes.values()) {
    const output = outputTensors(outputs).find((candidate) => candidate.tensor === tensor);
    if (output !== undefined) return formatEndpoint({ node: id, port: output.port });
  }
  return formatEndpoint(tensors.nameOf(tensor)!);
}

/**
 * Says how far apart the compared numbers are.
 *
 * @param graded whether the backward pass has got to the comparison.
 */
export function compareNumbers({ a, b, ends, shared }: Comparison, graded: boolean): ComparisonNumbers {
  const gradients = {
    ends: ends === null ? null : difference(...ends),
    shared: shared.map(({ through }) => difference(...through)),
  };
  return { values: difference(a, b), gradients: graded ? gradients : null };
}
