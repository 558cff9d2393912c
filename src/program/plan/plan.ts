import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Endpoint } from "../../base/endpoint.ts";
import type { Graph, GraphNode } from "../../graph/graph.ts";
import type { AppliedOp } from "./appliedOp.ts";
import type { PlannedFacets } from "./plannedFacet.ts";
import type { Examples } from "./reuse.ts";
import type { SidePass } from "./sidePass.ts";
import type { Facts } from "./facts.ts";
import type { Init } from "../../nodes/contract/init.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";
import type { Said } from "../../nodes/contract/said.ts";
import type { UpdateRule } from "../../nodes/contract/updateRule.ts";
import type { Value } from "../../nodes/contract/value.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import type { Generator } from "../../tensor/rng/generator.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { NamedText } from "./texts.ts";

export interface Parameter {
  readonly node: string;
  readonly name: string;
  readonly tensor: Tensor;
  readonly init: Init;
}

/**
 * Holds what the generator fills at the start of an iteration and what is held until its end: a batch's rows, a
 * dropout's mask. A node draws at most once an iteration.
 */
export interface Draw {
  readonly node: string;
  /** By what it is drawn: `randint 228146`. What was drawn alike, in the same shape, holds through an edit. */
  readonly recipe: string;
  /** What comes from the generator. */
  readonly drawn: readonly Tensor[];
  /** What a batch draws rows of; none for what an op draws. */
  readonly sources: readonly Tensor[];
  /** What is made of it and belongs to no op: the rows of a batch. */
  readonly outputs: readonly Tensor[];
  readonly draw: (generator: Generator) => void;
  /** Makes the outputs of what was drawn. */
  readonly derive: (kernels: Kernels) => void;
}

export interface Constant {
  readonly tensor: Tensor;
  readonly values: ArrayLike<number>;
  /** What a formula calls it, where no output of a node is it. */
  readonly label?: string;
}

/** Holds what changes a buffer. */
export interface Mover {
  readonly node: string;
  /** How: `adam of [6, 100]`. A parameter of another shape begins anew, also what is one number whatever its shape. */
  readonly rule: string;
}

/**
 * Holds numbers that outlive an iteration and are no parameters: an optimiser's memory of a parameter, running
 * statistics.
 */
export interface StateBuffer {
  /** Where it shows: the parameter's node, or its own. */
  readonly node: string;
  /** `running_mean`, or, for an optimiser's memory of parameter W, `W.exp_avg`. */
  readonly name: string;
  /** The same; `W.adam_2.exp_avg` where an optimiser before `adam_2` remembers as much of W, so that no two are alike. */
  readonly port: string;
  /** What it is, in a few words. */
  readonly summary: string;
  readonly tensor: Tensor;
  /** Every element, at first. */
  readonly fill: number;
  readonly mover: Mover;
}

/** Describes an optimiser: what it minimises, by which rule, and the parameters that it moves. */
export interface Optimizer {
  readonly node: string;
  readonly loss: Tensor;
  readonly rule: UpdateRule;
  /** Whether it clears its parameters' gradients before each backward pass. */
  readonly zeroGrad: boolean;
  readonly parameters: readonly Parameter[];
  /** What the rule remembers of each of them, by the names that it gives. */
  readonly memories: ReadonlyMap<Parameter, Readonly<Record<string, Tensor>>>;
}

/**
 * Describes the gradient of a parameter that no optimiser clears: PyTorch's `.grad` of a loop without `zero_grad`,
 * which adds up from iteration to iteration.
 */
export interface AccumulatedGrad {
  readonly parameter: Parameter;
  /** What `.grad` shows and optimisers step by; `plan.grads` has it, too. */
  readonly grad: Tensor;
  /** What this iteration's backward pass alone gives. */
  readonly part: Tensor;
  /** What `.grad` was before the last backward pass. */
  readonly before: Tensor;
  /** What outlives edits and reloads: `.grad` as it is once the parameter was updated, from then to the next update. */
  readonly kept: Tensor;
}

/**
 * Says how often a node asks to be run, and which of its numbers has a curve. It does so in a graph that does not train
 * on it.
 */
export interface Measured {
  readonly every: number;
  readonly loss: Tensor | null;
}

/** Describes a number that has a curve of its own. */
export interface Loss {
  /** The node that computes it. */
  readonly node: string;
  readonly tensor: Tensor;
  /** Of a loss that is only measured: it is, in the iterations that one of these divides. Null: in all of them. */
  readonly every: readonly number[] | null;
}

/**
 * Says how planning a node went. `unwired`: a required input has no wire. `blocked`: something upstream is not ready.
 */
export type NodeStatus = "ready" | "unwired" | "error" | "blocked";

/** Holds what a node computes, to tell whether an edit changed it: how, and from what. */
export interface Recipe {
  /** Type, settings and facts; equal when the node does the same to the same inputs. */
  readonly fingerprint: string;
  /** Its schedules, and when it runs; equal when the node goes on in the same way from iteration to iteration. */
  readonly pace: string;
  /** The output that each input port is wired from, in the type's order. */
  readonly sources: readonly (Endpoint | null)[];
}

export interface PlannedNode {
  readonly id: string;
  /** Null for a type that is not known. */
  readonly nodeType: NodeType | null;
  readonly status: NodeStatus;
  readonly diagnostics: readonly Diagnostic[];
  readonly blockedBy: string | null;
  /** By output port; empty unless ready. */
  readonly outputs: Readonly<Record<string, Value>>;
  /** The names that its expressions may use, with their values. */
  readonly scope: Readonly<Record<string, number>>;
  /** Settings that hold expressions, evaluated, as text. */
  readonly resolved: Readonly<Record<string, string>>;
  readonly facts: Facts;
  /** A few lines about the outputs of a node that makes no picture. */
  readonly lines: readonly string[];
  /** What it says beside its tensors. */
  readonly facets: PlannedFacets;
  /** What is legal in its settings and yet seldom meant, a sentence each. */
  readonly hints: readonly string[];
  /** Of a node that need not run in every iteration. */
  readonly measured: Measured | null;
  /** Null unless ready. */
  readonly recipe: Recipe | null;
}

/** Is a text that a node asked for, and what it got: nothing yet, or why there is none. */
export interface AskedText {
  readonly named: NamedText;
  readonly got: unknown;
}

/** Lists what nodes planned, each list in the order in which the nodes run. */
export interface PlannedLists {
  readonly applied: readonly AppliedOp[];
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly StateBuffer[];
  readonly draws: readonly Draw[];
  readonly constants: readonly Constant[];
  readonly optimizers: readonly Optimizer[];
}

/**
 * Holds what planning one node gave, and of what. It never changes, so that plans which follow one another share it as
 * long as it is true.
 */
export interface NodePart extends PlannedLists {
  readonly node: GraphNode;
  /** Where its input ports are wired from, in the order of the document's wires. */
  readonly wires: ReadonlyMap<string, Endpoint>;
  /** The parts that the wires come from, in the same order. */
  readonly sources: readonly (NodePart | undefined)[];
  /** Without its facets, which are planned when all nodes are. */
  readonly planned: PlannedNode;
  readonly says: Partial<Said> | undefined;
  readonly examples: readonly (readonly [Tensor, Examples])[];
  /** By key. */
  readonly texts: ReadonlyMap<string, AskedText>;
}

/** Describes a graph that was compiled as far as it goes: every tensor planned, nothing allocated. */
export interface Plan extends PlannedLists {
  readonly graph: Graph;
  /** In the order in which they run. */
  readonly nodes: ReadonlyMap<string, PlannedNode>;
  readonly variables: Readonly<Record<string, number | null>>;
  /** Faults that belong to no single node: variables, the size of the memory. */
  readonly diagnostics: readonly Diagnostic[];
  /** What has a curve, the most important first. */
  readonly losses: readonly Loss[];
  /** Nodes that run only in the iterations that one of these numbers divides. */
  readonly measured: ReadonlyMap<string, readonly number[]>;
  /** Gradients by tensor, for every tensor between a parameter and an optimised loss. */
  readonly grads: ReadonlyMap<Tensor, Tensor>;
  /** Those of them that are not cleared from iteration to iteration, in the order of their parameters. */
  readonly accumulated: readonly AccumulatedGrad[];
  /** Backward passes of facets, beside the program's. */
  readonly sidePasses: readonly SidePass[];
  /** The texts that the graph names. Those that were not at hand are to be loaded; then it is planned again. */
  readonly texts: readonly NamedText[];
  readonly seed: number;
  /** What planning each node gave, for the plan that follows this one. Empty where none does. */
  readonly parts: ReadonlyMap<string, NodePart>;
  readonly dependsOn: WeakMap<Tensor, readonly Tensor[]>;
}

/** Returns all that is wrong with a graph, node by node in their order, graph-wide faults first. */
export function planDiagnostics(plan: Plan): Diagnostic[] {
  return [...plan.diagnostics, ...[...plan.nodes.values()].flatMap((node) => node.diagnostics)];
}
