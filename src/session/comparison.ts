import { formatEndpoint } from "../base/endpoint.ts";
import { outputTensors } from "../program/outputTensors.ts";
import type { Comparison, Plan, Way } from "../program/plan.ts";
import { tensorNames } from "../program/tensorName.ts";
import { difference, type Difference } from "../tensor/difference.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** What leads to one of two compared tensors and not to the other, and what it costs. */
export interface WayReport {
  /** The nodes on it, in the order in which they run. */
  readonly nodes: readonly string[];
  readonly instructions: number;
  /** Bytes of the tensors that its instructions make; a view makes none. */
  readonly bytes: number;
  /** Products of two numbers, where the ops say; null when none of them does. */
  readonly multiplications: number | null;
  /** The tensor, from before this way, in whose storage the result lies, `emb.out`; null when the numbers are new. */
  readonly views: string | null;
}

/** What is known of a comparison before anything runs: the ways to a and to b. */
export interface ComparisonReport {
  readonly ways: readonly [WayReport, WayReport];
  /** Whose gradient is sent back on both ways; null where neither has one. */
  readonly sent: "a" | "b" | null;
  /** The tensors that both ways begin with and that it gets to, `emb.out`. */
  readonly shared: readonly string[];
  /** Whether a and b both have a gradient. */
  readonly ends: boolean;
}

/** How two ways differ in numbers. */
export interface ComparisonNumbers {
  readonly values: Difference;
  /** Null until the backward pass has got there. */
  readonly gradients: {
    /** Those of a and of b. */
    readonly ends: Difference | null;
    /** What a gradient sent back on either way becomes at the tensors that both begin with, in the order of `shared`. */
    readonly shared: readonly Difference[];
  } | null;
}

export function reportComparison(plan: Plan, node: string): ComparisonReport | null {
  const comparison = plan.comparisons.find((candidate) => candidate.node === node);
  if (comparison === undefined) return null;
  const { ways, sent, shared, ends } = comparison;
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

/** @param graded whether the backward pass has got to the comparison. */
export function compareNumbers({ a, b, ends, shared }: Comparison, graded: boolean): ComparisonNumbers {
  const gradients = {
    ends: ends === null ? null : difference(...ends),
    shared: shared.map(({ through }) => difference(...through)),
  };
  return { values: difference(a, b), gradients: graded ? gradients : null };
}
