import { DiagnosticError, type Diagnostic } from "../../base/diagnostic.ts";
import { formatEndpoint, type Endpoint } from "../../base/endpoint.ts";
import { kindInWords } from "../../nodes/contract/kindInWords.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";
import { spareInputs } from "../../nodes/contract/spareInputs.ts";
import type { Value } from "../../nodes/contract/value.ts";
import { mergeFacts, pickFacts, type Facts } from "../plan/facts.ts";
import type { NodePart } from "../plan/plan.ts";

/**
 * Returns the values on a node's wired inputs, and what is known through them. Throws Unwired or a DiagnosticError where they
 * are not what its type asks for.
 */
export function collectInputs(
  nodeType: NodeType,
  wires: ReadonlyMap<string, Endpoint>,
  parts: ReadonlyMap<string, NodePart>,
): { readonly inputs: Readonly<Record<string, Value | undefined>>; readonly facts: Facts } {
  const inputs: Record<string, Value | undefined> = {};
  const known: { port: string; facts: Facts }[] = [];
  for (const [port, spec] of Object.entries(nodeType.inputs)) {
    const wire = wires.get(port);
    if (wire === undefined) {
      if (spec.optional !== true) {
        throw new Unwired({ field: port, message: `input ${JSON.stringify(port)} is not wired` });
      }
      inputs[port] = undefined;
      continue;
    }
    const source = parts.get(wire.node)!.planned;
    const value = source.outputs[wire.port];
    if (value === undefined)
      throw new DiagnosticError([{ field: port, message: `${JSON.stringify(formatEndpoint(wire))} is no output` }]);
    if (value.kind !== spec.kind) {
      throw new DiagnosticError([
        {
          field: port,
          message: `expected ${kindInWords[spec.kind]}, but ${JSON.stringify(formatEndpoint(wire))} carries ${kindInWords[value.kind]}`,
        },
      ]);
    }
    inputs[port] = value;
    known.push({ port, facts: spec.facts === undefined ? source.facts : pickFacts(source.facts, spec.facts) });
  }
  const { anyOf } = nodeType;
  if (anyOf !== undefined && !anyOf.some((port) => wires.has(port))) {
    const spare = spareInputs(nodeType, new Set());
    const offered = anyOf.filter((port) => !spare.has(port));
    throw new Unwired({ message: `nothing is wired: expected a wire to one of ${offered.join(", ")}` });
  }
  const stray = [...wires.keys()].find((port) => !Object.hasOwn(nodeType.inputs, port));
  if (stray !== undefined)
    throw new DiagnosticError([{ field: stray, message: `${nodeType.type} has no input ${JSON.stringify(stray)}` }]);
  return { inputs, facts: mergeFacts(known) };
}

/** Says that a required input has no wire. */
export class Unwired extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}
