import { formatDiagnostic, type Diagnostic } from "../../../src/base/diagnostic.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";

/** A graph that opens and cannot be compiled, and everything that is said of it, a line for each diagnostic. */
export interface CompileCase {
  readonly name: string;
  /** Id, type and settings. */
  readonly nodes: readonly (readonly [string, string, object])[];
  /** `c.out a.x`. */
  readonly wires?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

/** What compiling the graph says, a line for each diagnostic. */
export function compileSays(graph: Omit<CompileCase, "says">): readonly string[] {
  return compileFaults(graph).map((diagnostic) => formatDiagnostic(diagnostic));
}

/** What is wrong with the graph once it is compiled, by way of a file as a person would open it. */
export function compileFaults({ nodes, wires = [], variables = {} }: Omit<CompileCase, "says">): readonly Diagnostic[] {
  const file = {
    format: "wiregrad/graph",
    version: 2,
    variables,
    nodes: nodes.map(([id, type, settings]) => ({ id, type, settings })),
    edges: wires.map((wire) => ({ from: wire.split(" ")[0], to: wire.split(" ")[1] })),
  };
  const plan = planGraph(readGraph(JSON.stringify(file)), new Map(), new CompileCache());
  return planDiagnostics(plan);
}
