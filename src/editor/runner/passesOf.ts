import type { InstructionReport, Pass } from "../../protocol/instructionReport.ts";
import { derived } from "../../base/derived.ts";

const none: ReadonlySet<Pass> = new Set();

/** Returns the passes in which a node, or its parameters, have something to do. Worked out once for each program. */
export function passesOf(instructions: readonly InstructionReport[] | undefined, node: string): ReadonlySet<Pass> {
  return instructions === undefined ? none : (passesByNode(instructions).get(node) ?? none);
}

const passesByNode = derived((instructions: readonly InstructionReport[]): ReadonlyMap<string, ReadonlySet<Pass>> => {
  const found = new Map<string, Set<Pass>>();
  const add = (node: string, pass: Pass): void => {
    found.set(node, (found.get(node) ?? new Set()).add(pass));
  };
  for (const { node, pass, results } of instructions) {
    add(node, pass);
    // An update is the optimiser's, of other nodes' parameters.
    if (pass === "update") for (const result of results) add(result.node, pass);
  }
  return found;
});
