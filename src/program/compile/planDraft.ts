import { formatEndpoint } from "../../base/endpoint.ts";
import type { Value } from "../../nodes/contract/value.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Constant, Draw, Optimizer, Parameter, StateBuffer } from "../plan/plan.ts";
import type { Said } from "../../nodes/contract/said.ts";
import type { Examples } from "../plan/reuse.ts";
import type { NamedText } from "../plan/texts.ts";

/** Is everything that building the nodes of one graph has planned so far. */
export class PlanDraft {
  readonly applied: AppliedOp[] = [];
  readonly parameters: Parameter[] = [];
  readonly buffers: StateBuffer[] = [];
  readonly draws: Draw[] = [];
  readonly constants: Constant[] = [];
  readonly optimizers: Optimizer[] = [];
  /** What nodes say beside their tensors, by node. */
  readonly said = new Map<string, Partial<Said>>();
  /** Parameters upstream of each tensor that depends on any. */
  readonly dependsOn = new Map<Tensor, ReadonlySet<Parameter>>();
  /** The texts that the graph names, by key. */
  readonly texts = new Map<string, NamedText>();
  /** What the data nodes made for the ops. */
  readonly examples = new Map<Tensor, Examples>();

  /** Notes what a data node hands to the ops. */
  addExamples(node: string, outputs: Readonly<Record<string, Value>>): void {
    for (const [port, value] of Object.entries(outputs)) {
      if (value.kind === "tensor") this.examples.set(value.tensor, { name: formatEndpoint({ node, port }), value });
    }
  }

  /** Takes back what a node planned before it failed. */
  forget(node: string): void {
    for (const list of [this.applied, this.parameters, this.draws, this.optimizers] as {
      node: string;
    }[][]) {
      const kept = list.filter((item) => item.node !== node);
      list.splice(0, list.length, ...kept);
    }
    this.said.delete(node);
    const buffers = this.buffers.filter(({ mover }) => mover.node !== node);
    this.buffers.splice(0, this.buffers.length, ...buffers);
  }
}
