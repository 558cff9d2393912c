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

/** Knows the tensors of a plan by their names, what they are called, what made them and what uses them. */
export class TensorIndex {
  readonly plan: Plan;
  /** The names of all tensors that instructions read and write, in the order in which nodes run: each one's first. */
  readonly names: ReadonlyMap<Tensor, TensorRef>;
  readonly #byName = new Map<string, Tensor>();
  readonly #persistent = new Set<string>();
  readonly #makers = new Map<Tensor, AppliedOp>();
  readonly #uses = new Map<Tensor, TensorUse[]>();

  constructor(plan: Plan) {
    this.plan = plan;
    const names = new Map<Tensor, TensorRef>();
    this.names = names;
    // A port's or a parameter's name comes before `#k`; a name that two have is the port's.
    for (const { id, outputs } of plan.nodes.values()) {
      for (const { port, tensor } of outputTensors(outputs)) this.#byName.set(key(id, port), tensor);
    }
    const add = (tensor: Tensor, node: string, port: string): void => {
      if (!this.#byName.has(key(node, port))) this.#byName.set(key(node, port), tensor);
      if (names.has(tensor)) return;
      names.set(tensor, { node, port, side: "value" });
      const grad = plan.grads.get(tensor);
      if (grad !== undefined) names.set(grad, { node, port, side: "grad" });
    };
    for (const { node, port, tensor } of persistentOf(plan)) {
      // A gradient that accumulates is found as that, and not by a name of its own.
      if (plan.accumulated.some(({ kept }) => kept === tensor)) names.set(tensor, { node, port, side: "value" });
      else {
        this.#persistent.add(key(node, port));
        add(tensor, node, port);
      }
    }
    for (const { before, parameter } of plan.accumulated) {
      const port = `${gradName(parameter)}.before`;
      this.#persistent.add(key(parameter.node, port));
      add(before, parameter.node, port);
    }
    for (const { id, outputs } of plan.nodes.values()) {
      for (const { port, tensor } of outputTensors(outputs)) add(tensor, id, port);
    }
    this.#addApplied(add);
    for (const { node, sources, drawn } of plan.draws) {
      const [rows] = drawn;
      if (sources.length > 0 && rows !== undefined) add(rows, node, "ix");
    }
  }

  #addApplied(add: (tensor: Tensor, node: string, port: string) => void): void {
    const { applied: all, grads } = this.plan;
    const counts = new Map<string, number>();
    for (const applied of all) {
      const { node, inputs, output, saved } = applied;
      const k = counts.get(node) ?? 0;
      counts.set(node, k + 1);
      if (!this.#makers.has(output)) this.#makers.set(output, applied);
      add(output, node, `#${k}`);
      for (const [name, tensor] of Object.entries(saved)) add(tensor, node, `#${k}.${name}`);
      // All others have their name from the node that they come from, which ran before.
      for (const [name, tensor] of Object.entries<Tensor | undefined>(inputs)) {
        if (tensor !== undefined) add(tensor, node, `#${k}.${name}`);
      }
      if (!grads.has(output)) continue;
      for (const [input, tensor] of gradientInputs(applied)) {
        const uses = this.#uses.get(tensor);
        if (uses === undefined) this.#uses.set(tensor, [{ applied, input }]);
        else uses.push({ applied, input });
      }
    }
  }

  /** The tensor of this name, its numbers or its gradient; null when there is none. */
  find(node: string, port: string, side: TensorRef["side"] = "value"): Tensor | null {
    const value = this.#byName.get(key(node, port));
    const tensor = value !== undefined && side === "grad" ? this.plan.grads.get(value) : value;
    return tensor ?? null;
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
    return this.#persistent.has(key(node, port));
  }

  nameOf(tensor: Tensor): TensorRef | undefined {
    return this.names.get(tensor);
  }

  /** The op whose result the tensor is; undefined when none made it. */
  makerOf(tensor: Tensor): AppliedOp | undefined {
    return this.#makers.get(tensor);
  }

  /** The uses of a tensor through which its gradient comes. */
  usesOf(tensor: Tensor): readonly TensorUse[] {
    return this.#uses.get(tensor) ?? [];
  }
}

function key(node: string, port: string): string {
  return `${port} ${node}`;
}
