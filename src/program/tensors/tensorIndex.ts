import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";
import { persistentOf } from "./persistent.ts";
import { outputTensors } from "./outputTensors.ts";
import { gradName } from "../plan/accumulatedGrads.ts";

/** Describes a use of a tensor: an op, and the input that the tensor is. */
export interface TensorUse {
  readonly applied: AppliedOp;
  readonly input: string;
}

/**
 * Knows the tensors of a plan by their names, what they are called, what made them and what uses them. It is made when it is
 * first asked for more than a port's or a parameter's tensor: many a plan is replaced before that.
 */
export class TensorIndex {
  readonly plan: Plan;
  #made: NamedTensors | null = null;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  get #all(): NamedTensors {
    return (this.#made ??= namedTensors(this.plan));
  }

  /** The names of all tensors that instructions read and write, in the order in which nodes run: each one's first. */
  get names(): ReadonlyMap<Tensor, TensorRef> {
    return this.#all.names;
  }

  /** The tensor of this name, its numbers or its gradient; null when there is none. */
  find(node: string, port: string, side: TensorRef["side"] = "value"): Tensor | null {
    const value = this.#portOrParameter(node, port) ?? this.#all.byName.get(key(node, port));
    const tensor = value !== undefined && side === "grad" ? this.plan.grads.get(value) : value;
    return tensor ?? null;
  }

  /** Found without going through all nodes: what pictures are made of. */
  #portOrParameter(node: string, port: string): Tensor | undefined {
    const { nodes, parts } = this.plan;
    const output = outputTensors(nodes.get(node)?.outputs ?? {}).find((one) => one.port === port);
    return (output ?? parts.get(node)?.parameters.find(({ name }) => name === port))?.tensor;
  }

  /** The same; throws a DiagnosticError when there is none. */
  at({ node, port, side }: TensorRef): Tensor {
    const tensor = this.find(node, port, side);
    if (tensor !== null) return tensor;
    const name = JSON.stringify(formatEndpoint({ node, port }));
    throw DiagnosticError.of(this.find(node, port) === null ? `there is no tensor ${name}` : `${name} has no gradient`);
  }

  /** Whether the name is that of a parameter, or of what persists beside the parameters. */
  persists(node: string, port: string): boolean {
    return this.#all.persistent.has(key(node, port));
  }

  nameOf(tensor: Tensor): TensorRef | undefined {
    return this.#all.names.get(tensor);
  }

  /** The op whose result the tensor is; undefined when none made it. */
  makerOf(tensor: Tensor): AppliedOp | undefined {
    return this.#all.makers.get(tensor);
  }

  /** The uses of a tensor through which its gradient comes. */
  usesOf(tensor: Tensor): readonly TensorUse[] {
    return this.#all.uses.get(tensor) ?? [];
  }
}

/** Holds what a {@link TensorIndex} knows. */
export interface NamedTensors {
  readonly names: ReadonlyMap<Tensor, TensorRef>;
  readonly byName: ReadonlyMap<string, Tensor>;
  /** The names of what outlives iterations. */
  readonly persistent: ReadonlySet<string>;
  readonly makers: ReadonlyMap<Tensor, AppliedOp>;
  readonly uses: ReadonlyMap<Tensor, readonly TensorUse[]>;
}

/** Is what tensors are named by: a plan, or some of its parts. */
export type Naming = Pick<Plan, "nodes" | "buffers" | "parameters" | "accumulated" | "grads" | "applied" | "draws">;

/** Returns the tensors by their names, and all that a {@link TensorIndex} knows of them. */
export function namedTensors(plan: Naming): NamedTensors {
  const names = new Map<Tensor, TensorRef>();
  const byName = new Map<string, Tensor>();
  const persistent = new Set<string>();
  // A port's or a parameter's name comes before `#k`; a name that two have is the port's.
  for (const { id, outputs } of plan.nodes.values()) {
    for (const { port, tensor } of outputTensors(outputs)) byName.set(key(id, port), tensor);
  }
  const add = (tensor: Tensor, node: string, port: string): void => {
    if (!byName.has(key(node, port))) byName.set(key(node, port), tensor);
    if (names.has(tensor)) return;
    names.set(tensor, { node, port, side: "value" });
    const grad = plan.grads.get(tensor);
    if (grad !== undefined) names.set(grad, { node, port, side: "grad" });
  };
  const adding = new Set(plan.accumulated.map(({ kept }) => kept));
  for (const { node, port, tensor } of persistentOf(plan)) {
    // A gradient that accumulates is found as that, and not by a name of its own.
    if (adding.has(tensor)) names.set(tensor, { node, port, side: "value" });
    else {
      persistent.add(key(node, port));
      add(tensor, node, port);
    }
  }
  for (const { before, parameter } of plan.accumulated) {
    const port = `${gradName(parameter)}.before`;
    persistent.add(key(parameter.node, port));
    add(before, parameter.node, port);
  }
  for (const { id, outputs } of plan.nodes.values()) {
    for (const { port, tensor } of outputTensors(outputs)) add(tensor, id, port);
  }
  const ops = addApplied(plan, add);
  for (const { node, sources, drawn } of plan.draws) {
    const [rows] = drawn;
    if (sources.length > 0 && rows !== undefined) add(rows, node, "ix");
  }
  return { names, byName, persistent, ...ops };
}

/** Adds what ops read and write, and gives what made each tensor and what uses it. */
function addApplied(
  { applied: all, grads }: Pick<Plan, "applied" | "grads">,
  add: (tensor: Tensor, node: string, port: string) => void,
): Pick<NamedTensors, "makers" | "uses"> {
  const makers = new Map<Tensor, AppliedOp>();
  const uses = new Map<Tensor, TensorUse[]>();
  const counts = new Map<string, number>();
  for (const applied of all) {
    const { node, inputs, output, saved } = applied;
    const k = counts.get(node) ?? 0;
    counts.set(node, k + 1);
    if (!makers.has(output)) makers.set(output, applied);
    add(output, node, `#${k}`);
    for (const [name, tensor] of Object.entries(saved)) add(tensor, node, `#${k}.${name}`);
    // All others have their name from the node that they come from, which ran before.
    for (const [name, tensor] of Object.entries<Tensor | undefined>(inputs)) {
      if (tensor !== undefined) add(tensor, node, `#${k}.${name}`);
    }
    if (!grads.has(output)) continue;
    for (const [input, tensor] of gradientInputs(applied)) {
      const known = uses.get(tensor);
      if (known === undefined) uses.set(tensor, [{ applied, input }]);
      else known.push({ applied, input });
    }
  }
  return { makers, uses };
}

function key(node: string, port: string): string {
  return `${port} ${node}`;
}
