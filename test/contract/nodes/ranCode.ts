import type { Graph } from "../../../src/graph/graph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import type { Plan } from "../../../src/program/plan/plan.ts";
import { instantiate } from "../../../src/program/run/program.ts";
import type { Script } from "../../../src/protocol/script/script.ts";
import { lineText, scriptText } from "../../../src/protocol/script/scriptText.ts";
import { Machine } from "../../../src/session/machine/machine.ts";
import { elementsOf } from "../../../src/tensor/elementsOf.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { backend } from "../../kernels.ts";

/** Iterations of each case: what a parameter is after the second tells what both gradients were. */
const ITERATIONS = 2;

/** Values by `node.port`, flattened; of lines of text the text, of token sequences their lists. */
export type Values = Readonly<Record<string, readonly unknown[]>>;

/** The script of a case, and the lines of it that are its node's. */
export function codeOf(graph: Graph, node: string): { readonly script: Script; readonly own: readonly string[] } {
  const plan = planGraph(graph, new Map(), new CompileCache());
  const script = writeScript(plan, null, { iterations: ITERATIONS });
  const own = script.sections.flatMap(({ lines }) => lines).filter((line) => line.node === node);
  return { script, own: own.map((line) => lineText({ ...line, indent: Math.max(0, line.indent - 1) })) };
}

/** The script, with what it ends in: the values of a node and of all parameters, as JSON behind `@`. */
export function telling(script: Script, wanted: readonly string[]): string {
  const told = wanted.map((name) => `${JSON.stringify(name)}: told(${script.variables.get(name)!})`);
  return `${scriptText(script)}
import json
def told(value):
    if not isinstance(value, torch.Tensor):
        return value
    numbers = value.detach().reshape(-1).tolist()
    return [number if not isinstance(number, float) or math.isfinite(number) else str(number) for number in numbers]
print("@" + json.dumps({${told.join(", ")}}))
`;
}

/** Our values of a node and of all parameters after as many iterations. */
export function ourValues(graph: Graph, node: string): Values {
  const plan = planGraph(graph, new Map(), new CompileCache());
  const machine = new Machine(() => undefined);
  const program = instantiate(plan, backend);
  machine.install(plan, program, {});
  machine.restart(plan);
  for (let iteration = 0; iteration < (plan.optimizers.length === 0 ? 1 : ITERATIONS); iteration++) {
    machine.draw();
    machine.run(0, program.instructions.length, iteration);
    machine.finishedIteration(iteration, true);
  }
  // What is drawn after the training is drawn from the model as it is then.
  const isAfter = plan.nodes.get(node)!.measured !== null && plan.nodes.get(node)!.measured!.loss === null;
  return { ...(isAfter ? {} : outputsOf(plan, node)), ...parametersOf(plan) };
}

function outputsOf(plan: Plan, node: string): Values {
  return Object.fromEntries(
    Object.entries(plan.nodes.get(node)!.outputs).flatMap(([port, value]): [string, readonly unknown[]][] => {
      const name = `${node}.${port}`;
      if (value.kind === "tensor") return [[name, numbersOf(value.tensor)]];
      if (value.kind === "words") return [[name, value.lines]];
      if (value.kind === "tensors") return [];
      const { ids, starts } = value.sequences;
      return [[name, Array.from(starts.subarray(1), (end, at) => [...ids.subarray(starts[at], end)])]];
    }),
  );
}

function parametersOf({ parameters, buffers }: Plan): Values {
  return Object.fromEntries([
    ...parameters.map(({ node, name, tensor }) => [`${node}.${name}`, numbersOf(tensor)] as const),
    ...buffers
      .filter(({ node, mover }) => node === mover.node)
      .map(({ node, port, tensor }) => [`${node}.${port}`, numbersOf(tensor)] as const),
  ]);
}

function numbersOf(tensor: Tensor): number[] {
  return Array.from(elementsOf(tensor));
}
