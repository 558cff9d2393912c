import { formatEndpoint } from "../../base/endpoint.ts";
import type { Value } from "../../nodes/contract/value.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Constant, Draw, NodePart, Optimizer, Parameter, PlannedLists, StateBuffer } from "../plan/plan.ts";
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
  /** The texts that the graph names, by key. */
  readonly texts = new Map<string, NamedText>();
  /** What the data nodes made for the ops. */
  readonly examples = new Map<Tensor, Examples>();
  /** Of each tensor that depends on parameters, the inputs of its op that do; of a parameter none. */
  readonly dependsOn: WeakMap<Tensor, readonly Tensor[]>;

  /** @param dependsOn of a plan some of whose parts are taken over: what its tensors depend on stays true. */
  constructor(dependsOn: PlanDraft["dependsOn"] = new WeakMap<Tensor, readonly Tensor[]>()) {
    this.dependsOn = dependsOn;
  }

  /** Notes what a data node hands to the ops. */
  addExamples(node: string, outputs: Readonly<Record<string, Value>>): void {
    for (const [port, value] of Object.entries(outputs)) {
      if (value.kind === "tensor") this.examples.set(value.tensor, { name: formatEndpoint({ node, port }), value });
    }
  }

  /** Returns the parameters that a tensor depends on, in the order in which they were planned; none: it depends on none. */
  parametersOf(tensor: Tensor): Parameter[] {
    const found = new Set(this.dependsOn.has(tensor) ? [tensor] : []);
    // What is added while it is gone through is gone through, too.
    for (const one of found) for (const input of this.dependsOn.get(one) ?? []) found.add(input);
    return this.parameters.filter((parameter) => found.has(parameter.tensor));
  }

  /** Says how much there is, to tell later what came after it. */
  mark(): Mark {
    return [...LISTS.map((list) => this[list].length), this.examples.size];
  }

  /** Returns what a node has planned, everything since a mark. */
  since(mark: Mark, node: string): Planned {
    const lists = LISTS.map((list, at) => [list, this[list].slice(mark[at])]);
    const examples = this.examples.size === mark.at(-1) ? [] : [...this.examples].slice(mark.at(-1));
    // Each list's items are of its own kind, which TypeScript does not follow through their names.
    return { ...(Object.fromEntries(lists) as Pick<Planned, List>), says: this.said.get(node), examples };
  }

  /** Takes over what a node planned for another plan. */
  takeOver(part: NodePart): void {
    for (const list of LISTS) for (const item of part[list]) (this[list] as unknown[]).push(item);
    if (part.says !== undefined) this.said.set(part.planned.id, part.says);
    for (const [tensor, examples] of part.examples) this.examples.set(tensor, examples);
    for (const [key, { named }] of part.texts) this.texts.set(key, named);
  }

  /** Takes back what a node planned before it failed: everything since a mark, but for the texts to load. */
  forget(mark: Mark, node: string): void {
    for (const [at, list] of LISTS.entries()) this[list].length = mark[at]!;
    this.said.delete(node);
  }
}

const LISTS = [
  "applied",
  "parameters",
  "buffers",
  "draws",
  "constants",
  "optimizers",
] as const satisfies readonly (keyof PlannedLists)[];
type List = keyof PlannedLists;

/** Says how much was planned at some time: of each list, and of the examples. */
export type Mark = readonly number[];

/** Is a part but for where it comes from. */
export type Planned = Pick<NodePart, List | "says" | "examples">;
