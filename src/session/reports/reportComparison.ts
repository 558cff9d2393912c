import { formatEndpoint } from "../../base/endpoint.ts";
import { outputTensors } from "../../program/tensors/outputTensors.ts";
import type { Comparison, Way } from "../../program/plan/comparison.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { tensorNames } from "../../program/tensors/tensorName.ts";
import { difference } from "../../tensor/difference.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { ComparisonNumbers, ComparisonReport, WayReport } from "../../protocol/comparisonReport.ts";

/** The two ways of a comparison, and what each costs. */
export function reportComparison({ ways, sent, shared, ends }: Comparison, plan: Plan): ComparisonReport {
  return {
    ways: [reportWay(plan, ways[0]), reportWay(plan, ways[1])],
    sent: sent?.of ?? null,
    shared: shared.map(({ tensor }) => nameOf(plan, tensor)),
    ends: ends !== null,
  };
}

function reportWay(plan: Plan, { applied, bytes, multiplications, views }: Way): WayReport {
  return {
    nodes: [...new Set(applied.map(({ node }) => node))],
    instructions: applied.length,
    bytes,
    multiplications,
    views: views === null ? null : nameOf(plan, views),
  };
}

/** By the port that a wire starts from, if it is one. */
function nameOf(plan: Plan, tensor: Tensor): string {
  for (const { id, outputs } of plan.nodes.values()) {
    const output = outputTensors(outputs).find((candidate) => candidate.tensor === tensor);
    if (output !== undefined) return formatEndpoint({ node: id, port: output.port });
  }
  return formatEndpoint(tensorNames(plan).get(tensor)!);
}

/**
 * How far apart the compared numbers are.
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
