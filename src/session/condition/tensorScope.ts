import type { Scope } from "../../expression/expression.ts";
import { faultyVariables } from "../../program/plan/faultyVariables.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { outputTensors } from "../../program/tensors/outputTensors.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { TensorIndex } from "../../program/tensors/tensorIndex.ts";

/** Describes a tensor that a name means, and whether it is a gradient. */
export interface NamedTensor {
  readonly tensor: Tensor;
  readonly gradient: boolean;
}

/** Finds one of a node's tensors: `out`, `grad`, `W`, `W.grad`, `W.exp_avg`. `null`: that tensor has no gradient. */
export type NodeTensors = (name: string) => NamedTensor | null | undefined;

/** Holds what a condition may name. */
export interface TensorScope {
  /** The tensors that need no node's name before them: those of the node at which the condition stands. */
  readonly own: NodeTensors;
  /** The names of those, for a sentence. */
  readonly ownNames: readonly string[];
  /** The tensors of any node. Undefined: there is no such node. */
  readonly of: (node: string) => { readonly find: NodeTensors; readonly names: readonly string[] } | undefined;
  readonly nodes: readonly string[];
  /** The graph's variables, which a tensor of the same name hides. */
  readonly variables: {
    readonly values: Scope;
    /** Those without a value, each with what is wrong with it. */
    readonly faulty: ReadonlyMap<string, string>;
  };
  /** A name of another node's tensor, for a sentence: its node, and the rest. Null: there is none. */
  readonly example: readonly [string, string] | null;
}

/** Returns what a condition at a node of a program, or on the whole graph (null), may name. */
export function tensorScope(tensors: TensorIndex, node: string | null): TensorScope {
  const { plan } = tensors;
  const others = plan.parameters.filter((candidate) => candidate.node !== node);
  const parameter = others.find(({ node: other, name }) => other !== name) ?? others[0];
  return {
    own: node === null ? () => undefined : tensorsOf(tensors, node),
    ownNames: node === null ? [] : namesOf(tensors, node),
    of: (other) =>
      plan.nodes.has(other) ? { find: tensorsOf(tensors, other), names: namesOf(tensors, other) } : undefined,
    nodes: [...plan.nodes.keys()],
    variables: variablesOf(plan),
    example: parameter === undefined ? null : [parameter.node, parameter.name],
  };
}

function variablesOf({ variables, diagnostics }: Plan): TensorScope["variables"] {
  const values: Record<string, number> = {};
  for (const [name, value] of Object.entries(variables)) if (value !== null) values[name] = value;
  return { values, faulty: faultyVariables(variables, diagnostics) };
}

/**
 * The tensors of a node. `out` is its first tensor, whatever its port is called, and `grad` the gradient of that; but of a
 * node whose parameter is called as itself, as `C` is, `C.grad` is the parameter's, as in PyTorch.
 */
function tensorsOf(tensors: TensorIndex, node: string): NodeTensors {
  const value = (port: string): Tensor | undefined => tensors.find(node, port) ?? outAlias(tensors.plan, node, port);
  return (name) => {
    const tensor = value(name);
    if (tensor !== undefined) return { tensor, gradient: false };
    const of =
      name === "grad" ? value("out") : name.endsWith(".grad") ? value(name.slice(0, -".grad".length)) : undefined;
    if (of === undefined) return undefined;
    const grad = tensors.plan.grads.get(of);
    return grad === undefined ? null : { tensor: grad, gradient: true };
  };
}

function outAlias(plan: Plan, node: string, port: string): Tensor | undefined {
  if (port !== "out") return undefined;
  return Object.values(plan.nodes.get(node)?.outputs ?? {}).find((output) => output.kind === "tensor")?.tensor;
}

function namesOf(tensors: TensorIndex, node: string): string[] {
  const { plan } = tensors;
  const find = tensorsOf(tensors, node);
  const ports = outputTensors(plan.nodes.get(node)?.outputs ?? {}).map(({ port }) => port);
  const own = plan.parameters.filter((parameter) => parameter.node === node).map(({ name }) => name);
  const names = [
    "out",
    ...ports.filter((port) => port !== "out"),
    "grad",
    ...own,
    ...own.map((name) => `${name}.grad`),
  ];
  return names.filter((name) => (find(name) ?? null) !== null);
}
