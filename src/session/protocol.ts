import type { Diagnostic } from "../base/diagnostic.ts";
import type { PrintMode } from "../base/printMode.ts";
import type { Graph } from "../graph/graph.ts";
import type { DType, TypedArray } from "../tensor/dtype.ts";
import type { ComparisonNumbers, ComparisonReport } from "./comparison.ts";
import type { GeneratorState } from "../tensor/rng/generator.ts";
import type { Broadcast } from "../program/broadcasts.ts";
import type { CellName, TensorName } from "../program/tensorName.ts";
import type { WhyReport } from "../program/why/whyReport.ts";
import type { GhostsReport } from "./protocol/ghostsReport.ts";
import type { ProvenanceReport } from "./protocol/provenanceReport.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Move } from "./moves.ts";
import type { LossBirth } from "./notFinite/findLossBirth.ts";
import type { Position } from "./position.ts";
import type { Granularity, Halt, State } from "./state.ts";
import type { NewData } from "./undo/newData.ts";
import type { NumbersOffer } from "./undo/numbersOffer.ts";
import type { UndoStep } from "./undo/undoStep.ts";

/*
 * The one protocol between a session and whoever drives it: the editor over a Web Worker, the command line
 * and the tests over an in-memory channel. Everything here is plain data that structured clone can carry.
 */

/**
 * A tensor that a client means: an output port of a node (`port: "out"`; `"out[1]"`: one of its list), a parameter
 * (`"W"`), or what lies between the node's ops (`"#0"`, the result of the first of them).
 */
export type TensorRef = TensorName;

/** A cell of a tensor. */
export type CellRef = CellName;

/** Which of a tensor's two sides: its numbers, or the loss's gradient with respect to them. */
export type Side = TensorRef["side"];

/** A tensor that the client wants to see, and how much of it. */
export interface Watch extends TensorRef {
  /** At most so many rows and columns are sent; more are sampled evenly. */
  readonly maxRows: number;
  readonly maxColumns: number;
}

/**
 * A small picture of a tensor, laid out as `[shape[0], product of the rest]` (a 1-d tensor is one row).
 * Cell `(r, c)` shows element `(rowIndex(r), columnIndex(c))` with `rowIndex(r) = floor(r * tensorRows / rows)`.
 */
export interface Preview extends TensorRef {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly tensorRows: number;
  readonly tensorColumns: number;
  readonly rows: number;
  readonly columns: number;
  /** rows × columns numbers, row by row. */
  readonly data: Float32Array;
  /** Over the whole tensor, finite elements only. */
  readonly maxAbs: number;
  /** The size at which the colours end: `maxAbs`, or less where a few numbers are far beyond all the others. */
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Elements that are nan or infinite. */
  readonly notFinite: number;
  /** Of what a node says of the two tensors that it compares. */
  readonly comparison?: ComparisonNumbers;
}

/** A number in a cell of a tensor. */
export interface CellValue {
  readonly index: readonly number[];
  readonly value: number;
}

/** A part of a tensor: along each dimension from where, and how many. */
export interface Region {
  readonly start: readonly number[];
  readonly size: readonly number[];
}

/** Another output or parameter that lies in the same storage, and how. */
export interface SharedTensor {
  readonly node: string;
  readonly port: string;
  readonly shape: Shape;
  readonly stride: readonly number[];
  readonly offset: number;
}

/** By dimension, what the indices of a part mean (contexts, tokens); null where an index is only a number. */
export type AxisLabels = readonly (readonly string[] | null)[];

/** The exact numbers of a part of a tensor, and how the whole of it lies in its storage. */
export interface TensorRegion extends TensorRef, Region {
  readonly dtype: DType;
  readonly shape: Shape;
  /** In elements, as `offset`. */
  readonly stride: readonly number[];
  readonly offset: number;
  /** Elements, and bytes, of the storage. */
  readonly storageLength: number;
  readonly storageBytes: number;
  readonly sharing: readonly SharedTensor[];
  /** Null for a part of more than 4,096 numbers, which nobody reads one by one. */
  readonly labels: AxisLabels | null;
  /** The greatest size of a finite number in the storage, and that at which its colours end. */
  readonly maxAbs: number;
  readonly scale: number;
  /** How PyTorch prints the tensor's floats, and how it would print all that lies in the storage. */
  readonly printMode: PrintMode;
  readonly storagePrintMode: PrintMode;
  /** Row by row. */
  readonly data: Float64Array;
}

/** How a tensor's numbers are distributed. What is not finite is counted, and left out of the rest. */
export interface StatisticsReport extends TensorRef {
  readonly shape: Shape;
  readonly count: number;
  readonly notFinite: number;
  /** `torch.mean` and `torch.std` (by n − 1); nan where there are too few numbers. */
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** How many numbers are in each of the bins of one width between `min` and `max`, as `torch.histc` counts them. */
  readonly histogram: Float64Array;
  /** Of an activation's result. */
  readonly saturation: SaturationReport | null;
}

/** How much of an activation's result lies where its curve is all but flat. */
export interface SaturationReport {
  /** Where that is: `|y| > 0.97`. */
  readonly where: string;
  /** Of all numbers, from 0 to 1. */
  readonly share: number;
  /** Units are the indices of the last of at least two dimensions; a dead one is saturated for every example. */
  readonly units: number;
  readonly dead: number;
}

/** A parameter's gradient beside the parameter, over the iterations. */
export interface GradientRatioReport {
  readonly node: string;
  readonly name: string;
  /** Iterations and ratios std(grad) / std(data), alternating, oldest first; thinned. Data as the update left them. */
  readonly points: Float64Array;
}

/** What is known of a tensor without its numbers. */
export interface TensorReport {
  readonly kind: "tensor";
  readonly dtype: DType;
  readonly shape: Shape;
  /** A symbolic name per dimension, where there is one. */
  readonly dims: readonly (string | null)[];
  /** Whether a backward pass gives it a gradient. */
  readonly grad: boolean;
  /** Of an output that is a parameter itself, and not computed of one: which. */
  readonly parameter?: { readonly node: string; readonly name: string };
}

/** An example as text: the tokens of its context, and the one that follows. */
export interface ExampleReport {
  readonly context: string;
  readonly target: string;
}

/** Some of a node's examples, from row `start` on. */
export interface ExamplesReport {
  /** Of all of them. */
  readonly count: number;
  readonly start: number;
  readonly examples: readonly ExampleReport[];
}

/** What is known of a port without its numbers. The tensors of a list are read as `out[0]`, `out[1]`, … */
export type PortReport =
  | { readonly kind: "words"; readonly count: number }
  | { readonly kind: "ids"; readonly count: number; readonly vocabSize: number }
  | TensorReport
  | { readonly kind: "tensors"; readonly tensors: readonly TensorReport[] };

export interface ParameterReport {
  readonly name: string;
  readonly shape: Shape;
  readonly count: number;
  /** Its gradient is not cleared from iteration to iteration: it is there in every pass but those before the first. */
  readonly accumulates?: boolean;
}

/** What is remembered from one update to the next, and what it is. */
export interface BufferReport extends ParameterReport {
  readonly summary: string;
}

/** The conditional entropy of the target given the context, and contexts with several targets, most examples first. */
export interface FloorReport {
  readonly entropy: number;
  readonly clashes: readonly {
    readonly context: string;
    readonly count: number;
    readonly targets: readonly { readonly token: string; readonly count: number }[];
  }[];
}

/**
 * What compiling said of a node. `ready`: its outputs are planned. `unwired`: a required input has no wire.
 * `error`: see `diagnostics`. `blocked`: something upstream is not ready; `blockedBy` names the first such node.
 */
export interface NodeReport {
  readonly status: "ready" | "unwired" | "error" | "blocked";
  readonly diagnostics: readonly Diagnostic[];
  readonly blockedBy?: string;
  readonly outputs: Readonly<Record<string, PortReport>>;
  readonly parameters: readonly ParameterReport[];
  /** Running statistics, and what an optimiser remembers of the parameters: `W.exp_avg`. */
  readonly buffers: readonly BufferReport[];
  /** Settings that hold expressions, evaluated: `{ out: "100" }`, `{ shape: "-1, 6" }`. */
  readonly resolved: Readonly<Record<string, string>>;
  /** A few lines of text for the card of a data node. */
  readonly lines: readonly string[];
  /** What is legal and yet seldom meant, a sentence each: `[N]` beside `[N, 1]`. */
  readonly hints: readonly string[];
  /** Its ops whose operands repeat, and along which dimensions. */
  readonly broadcasts: readonly Broadcast[];
  /** Of a node that makes examples: the lowest loss that any model can reach on them, in nats, and the clashes behind it. */
  readonly floor: FloorReport | null;
  /**
   * Of a loss that is a mean negative log-likelihood: the lowest that any model can reach on its targets, those left out
   * that it ignores, and the node whose examples they are.
   */
  readonly likelihood: { readonly floor: (FloorReport & { readonly node: string }) | null } | null;
  /** Of a node that compares: the two ways, and what each costs. */
  readonly comparison: ComparisonReport | null;
  /** The names that this node's expressions may use, with their values (variables, `vocab_size`, `N`). */
  readonly scope: Readonly<Record<string, number>>;
}

export type Pass = "forward" | "backward" | "update";

/** A tensor that an instruction makes or changes. */
export interface ResultReport extends TensorRef {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** One instruction of the program, for the list. `detail` tells instructions of one op apart (`W`, `b`). */
export interface InstructionReport {
  readonly pass: Pass;
  readonly node: string;
  readonly op: string;
  readonly detail: string;
  /** What it does, in a sentence or two, where its name is no op's (`zero_grad`). */
  readonly hint?: string;
  /** Forward the op's result, backward the gradients that it adds to, in the update the parameter. */
  readonly results: readonly ResultReport[];
  /** Of what is only measured: it runs in the iterations that one of these numbers divides. Null: in all of them. */
  readonly every: readonly number[] | null;
}

/** What compiling a graph gave. Sent after every `open` and `edit`, before any numbers. */
export interface PlanReport {
  readonly nodes: Readonly<Record<string, NodeReport>>;
  readonly variables: Readonly<Record<string, number | null>>;
  /** All that is wrong, in node order; graph-wide faults (a variable, the memory) have no node. */
  readonly diagnostics: readonly Diagnostic[];
  readonly instructions: readonly InstructionReport[];
  /** What has a curve, the most important first: what is trained on, then what is measured. */
  readonly losses: readonly LossReport[];
  readonly parameterCount: number;
  /** Bytes of the program's memory. */
  readonly bytes: number;
  /** Why the graph cannot be trained, or null when it can. */
  readonly cannotTrain: string | null;
  /** Why there is nothing to evaluate or step through, or null. */
  readonly cannotRun: string | null;
}

/** A part of a loss's curve: the node that computes it, and iterations and losses, alternating, oldest first. */
export interface LossPoints {
  readonly node: string;
  readonly points: Float64Array;
}

/** What a node says of its numbers in lines of text, in place of those of its `NodeReport`. */
export interface LinesReport {
  readonly node: string;
  readonly lines: readonly string[];
  /** Why there are no more of them, where something failed. */
  readonly fault: string | null;
}

/** A loss that has a curve. */
export interface LossReport {
  /** The node that computes it. */
  readonly node: string;
  /** Of a loss that nothing is trained on: it is measured in the iterations that one of these numbers divides. */
  readonly every: readonly number[] | null;
}

/** A point of a loss's curve: the loss of an iteration, before its update. */
export interface LossPoint {
  readonly iteration: number;
  readonly loss: number;
}

/** The first number that is nan or infinite: on the way to a loss that is, or in the order in which the program runs. */
export interface NotFiniteReport extends LossBirth {
  /** Whether a loss is nan or infinite by it. */
  readonly reachesLoss: boolean;
  /** The other nodes that have such numbers by now. */
  readonly spread: readonly string[];
}

/** A loss that is nan or infinite, and the first iteration of those in which it is. */
export interface NotFiniteLoss {
  readonly node: string;
  readonly iteration: number;
}

/** Where the session stands. Numbers, no tensors. */
export interface Status {
  /** `training` and `playing` until paused; `seeking`: on the way to `target`. */
  readonly phase: State["phase"];
  /** The iteration that the cursor is in (0 before the first update). */
  readonly iteration: number;
  /** Index of the next instruction that runs in this iteration. */
  readonly cursor: number;
  /** The pass and node that the cursor stands before; null in a program without instructions. */
  readonly next: { readonly pass: Pass; readonly node: string } | null;
  /** The newest value of the most important loss, and the iteration it belongs to. */
  readonly loss: LossPoint | null;
  /** Whether the numbers on show belong to the document as it is (false: a graph from a link, not yet run). */
  readonly evaluated: boolean;
  /** Whether Reset, and as many iterations, would give the numbers that are there: not after an edit of what was trained. */
  readonly fromSeed: boolean;
  /** Nodes that have numbers to show, and nodes that the backward pass has reached. */
  readonly valued: readonly string[];
  readonly graded: readonly string[];
  /** Iterations a second, over the last second or so; null when not training. */
  readonly rate: number | null;
  /** The learning rate of this iteration, by optimiser; nan where its expression has no finite value. */
  readonly learningRates: Readonly<Record<string, number>>;
  /** How many nodes the last edit (counted from 1) ran again, and of how many; null once the cursor moved after it. */
  readonly reevaluated: { readonly edit: number; readonly nodes: number; readonly of: number } | null;
  /** Looked for while idle, and while training once the loss is not finite. */
  readonly notFinite: NotFiniteReport | null;
  /** The losses that are nan or infinite by now, the most important first. */
  readonly notFiniteLosses: readonly NotFiniteLoss[];
  /** How far a sweep of learning rates is; null when there is none. */
  readonly sweep: { readonly steps: number; readonly of: number } | null;
  /** Why the last run ended by itself: `stop at iteration 119`, or an error's sentence. Null otherwise. */
  readonly halted: string | null;
  /** The same, for a view that points at it. */
  readonly halt: Halt | null;
  /** Where a seek, or a move back, leads that is still on its way. */
  readonly target: Position | null;
  readonly history: HistoryReport;
  /** Other numbers that can be taken since an edit was undone or done again. Null: there are none. */
  readonly offer: NumbersOffer | null;
  /** Set since other data took the place of those that the parameters were trained on. */
  readonly newData: NewData | null;
  /** Which breakpoints can stop as the graph is, and why others cannot. They are kept through edits and Reset. */
  readonly breakpoints: readonly BreakpointReport[];
}

/** Where runs are to stop. */
export interface Breakpoint {
  readonly id: string;
  /** Before this node runs. Null: before any iteration (a condition on `iteration` alone), or once the loss is there. */
  readonly node: string | null;
  /** Which of the node's passes; its update is that of its parameters, or of all that it optimises. */
  readonly pass: Pass | "all";
  /**
   * Empty: always. Otherwise an expression over `loss`, `iteration` and, at a node, `out`, `grad` and its parameters. One
   * that names `out` is asked after the node ran forward, when its output is there.
   */
  readonly condition: string;
  /** One that is not is checked all the same. */
  readonly enabled: boolean;
}

/** Why a breakpoint cannot stop anything as the graph is; null when it can. */
export interface BreakpointReport {
  readonly id: string;
  readonly fault: string | null;
}

/** How far the cursor can go back, and what that costs. */
export interface HistoryReport {
  /** The oldest position that can be gone back to: the start, or the last edit that changed numbers. Null: none. */
  readonly oldest: Position | null;
  /** The furthest position that was reached since. */
  readonly newest: Position;
  readonly snapshots: number;
  /** Bytes that the snapshots take, and may take. */
  readonly bytes: number;
  readonly budget: number;
}

/** What an optimiser remembers of a parameter, or a node's running statistics. */
export interface KeptBuffer {
  readonly node: string;
  /** `W.exp_avg`, `running_mean`. */
  readonly name: string;
  /** The node that moves it, and by which rule. */
  readonly mover: { readonly node: string; readonly rule: string };
  readonly shape: Shape;
  readonly data: Float32Array;
  /** Of what an optimiser remembers, though its settings of now make no use of it. */
  readonly asleep?: true;
}

/** What a node drew, and by what: `randint 228146`. */
export interface Drawn {
  readonly recipe: string;
  readonly data: readonly TypedArray[];
}

/** Everything that a session needs to go on bit for bit after a reload. Structured-clonable. */
export interface Checkpoint {
  readonly iteration: number;
  /** By `node.name`. */
  readonly parameters: Readonly<Record<string, { readonly shape: Shape; readonly data: Float32Array }>>;
  /** Absent from what an earlier version of the program kept, as `draws`. */
  readonly buffers?: readonly KeptBuffer[];
  readonly generator: GeneratorState;
  /** What each node drew for this iteration (a batch's rows, a mask), by node id; null before it was drawn. */
  readonly draws?: Readonly<Record<string, Drawn>> | null;
  /** The curves so far, thinned. */
  readonly curves: readonly LossPoints[];
  /**
   * The seed that gives these numbers by itself in as many iterations; null when none does. Absent from what an earlier
   * version of the program kept.
   */
  readonly seed?: number | null;
  /** Whether an update has run. Absent as `seed` is. */
  readonly trained?: boolean;
}

/** What a client may say. Every request has an id and is answered by exactly one `reply` with it. */
export type Request =
  /** Replaces everything. With `evaluate` the forward pass runs once; without it only shapes are known. */
  | {
      readonly type: "open";
      readonly graph: Graph;
      readonly evaluate: boolean;
      readonly checkpoint?: Checkpoint;
    }
  /**
   * The document changed. `renamed` maps old node ids to new ones; `revive` says that the change was an undo or a redo,
   * so that nodes which come back bring their trained parameters. `steps`: the undo steps that the change is, so that the
   * numbers can go back with them. Training goes on if it can.
   */
  | {
      readonly type: "edit";
      readonly graph: Graph;
      readonly renamed?: Readonly<Record<string, string>>;
      readonly revive?: boolean;
      readonly steps?: readonly UndoStep[];
    }
  /** Takes the numbers that the status offers in place of those at hand, which are offered then. */
  | { readonly type: "takeOther" }
  /** The numbers at hand stay: nothing is offered any more, and nothing said of new data. */
  | { readonly type: "keepNumbers" }
  /** Iterates until paused, or until iteration `stopAt` has had its update. Replied to at once. */
  | { readonly type: "train"; readonly stopAt: number | null; readonly losses: "all" | "thinned" }
  | { readonly type: "pause" }
  /** Iterates so many times, the rest of the iteration that the cursor is in counting as one. Replied to at once. */
  | { readonly type: "iterateMany"; readonly count: number }
  /** Moves over a node, or an instruction, so many times a second (up to 1000), until paused. Replied to at once. */
  | { readonly type: "play"; readonly stepsPerSecond: number; readonly granularity: Granularity }
  /** Runs forward what is not up to date, for the parameters as they are; the cursor stays at the start of the iteration. */
  | { readonly type: "evaluate" }
  /**
   * A move of the cursor. A move back, and a seek, over more than an iteration is replied to at once and takes its time
   * (`seeking`); the next move starts from where it leads. A pause leaves the cursor where it has come to.
   */
  | Move
  /** All breakpoints; replaces those before. `notFinite`: also stop at the first number that is nan or infinite. */
  | { readonly type: "breakpoints"; readonly breakpoints: readonly Breakpoint[]; readonly notFinite: boolean }
  | { readonly type: "reset" }
  /**
   * Puts numbers into cells of a parameter. What is computed of it runs again from the start of the iteration, and what
   * was before cannot be gone back to. `steps` as of an edit. Answered with what was there.
   */
  | {
      readonly type: "write";
      readonly node: string;
      readonly name: string;
      readonly cells: readonly CellValue[];
      readonly steps?: readonly UndoStep[];
    }
  /** The tensors that are on the screen, all of them; replaces the list before. */
  | { readonly type: "watch"; readonly tensors: readonly Watch[] }
  /** What compiling this graph would say; changes nothing. */
  | { readonly type: "whatIf"; readonly graph: Graph }
  | { readonly type: "checkpoint" }
  /** Exact numbers of a part of a tensor, at most 2²⁰ of them. */
  | { readonly type: "read"; readonly tensor: TensorRef; readonly region: Region }
  /** Numbers as they stand in a tensor's storage, one after another. */
  | { readonly type: "readStorage"; readonly tensor: TensorRef; readonly start: number; readonly count: number }
  /** How a tensor's numbers are distributed, in so many bins (up to 1,024). */
  | { readonly type: "statistics"; readonly tensor: TensorRef; readonly bins: number }
  /** Every parameter's gradient beside the parameter, over the iterations since the session began or was reset. */
  | { readonly type: "gradientRatios" }
  /** How a cell's number came to be. */
  | { readonly type: "why"; readonly cell: CellRef }
  /** Which examples and positions pushed a cell of a gradient. */
  | { readonly type: "provenance"; readonly cell: CellRef }
  /** What stands at some places of a broadcast op's result, of one operand; `op`: the `ordinal` of the broadcast. */
  | {
      readonly type: "ghosts";
      readonly node: string;
      readonly op: number;
      readonly input: string;
      readonly places: readonly (readonly number[])[];
    }
  /** The examples of a context or a batch node, at most 1,000 of them. */
  | { readonly type: "examples"; readonly node: string; readonly start: number; readonly count: number }
  /** The learning rates of an optimiser at these iterations, at most 2¹⁶ of them. */
  | { readonly type: "schedule"; readonly node: string; readonly iterations: Float64Array }
  /**
   * Tries learning rates of an optimiser on a copy of the model, from where it stands: one iteration a step, the rates
   * growing from 10 to the power of `from` to 10 to the power of `to`. The session stays as it is. Answered when it is
   * over: after all steps, at a loss that is not finite, or at the next request that does more than look.
   */
  | {
      readonly type: "sweep";
      readonly node: string;
      readonly from: number;
      readonly to: number;
      readonly steps: number;
    };

export type GhostsQuestion = Omit<Extract<Request, { type: "ghosts" }>, "type">;

export type RequestType = Request["type"];

/** What each request is answered with. */
export interface Replies {
  readonly open: PlanReport;
  readonly edit: PlanReport;
  readonly takeOther: null;
  readonly keepNumbers: null;
  readonly train: null;
  readonly iterateMany: null;
  readonly play: null;
  readonly pause: null;
  readonly evaluate: null;
  readonly step: null;
  readonly stepInto: null;
  readonly stepOut: null;
  readonly stepBack: null;
  readonly stepBackInto: null;
  readonly runTo: null;
  readonly runPass: null;
  readonly iterate: null;
  readonly seek: null;
  readonly breakpoints: readonly BreakpointReport[];
  readonly reset: null;
  readonly write: readonly CellValue[];
  readonly watch: null;
  readonly whatIf: PlanReport;
  readonly checkpoint: Checkpoint;
  readonly read: TensorRegion;
  readonly readStorage: Float64Array;
  readonly statistics: StatisticsReport;
  readonly gradientRatios: readonly GradientRatioReport[];
  readonly why: WhyReport;
  readonly provenance: ProvenanceReport;
  readonly ghosts: GhostsReport;
  readonly examples: ExamplesReport;
  /** One for each iteration; nan where the expression has no finite value. */
  readonly schedule: Float64Array;
  /** The rate of each step that was done, and its loss; why there are no more. */
  readonly sweep: {
    readonly rates: Float64Array;
    readonly losses: Float64Array;
    readonly ended: "done" | "not finite" | "stopped";
  };
}

/**
 * News, sent after every change and while training at most 30 times a second. The host never sends a second
 * one before the client has acknowledged the first (`ack`), so that they cannot pile up.
 */
export interface Progress {
  readonly status: Status;
  /**
   * The losses since the last progress message, of each curve that has new ones, the most important curve first; all
   * of them, or thinned, as `train` asked.
   */
  readonly losses: readonly LossPoints[];
  /** True when the curves start anew (open, reset): forget the points before. */
  readonly lossesCleared: boolean;
  /** Lines that nodes made of their numbers (words that were drawn), of the nodes where they have changed. */
  readonly lines: readonly LinesReport[];
  /** The watched tensors that exist and whose numbers may have changed. */
  readonly previews: readonly Preview[];
}

/** Client to host. `run` counts the documents opened: an answer of an earlier run is dropped. */
export type ClientMessage =
  | { readonly kind: "request"; readonly id: number; readonly run: number; readonly request: Request }
  | { readonly kind: "ack"; readonly run: number };

/** Host to client. */
export type HostMessage =
  | { readonly kind: "reply"; readonly id: number; readonly run: number; readonly value: unknown }
  | { readonly kind: "refusal"; readonly id: number; readonly run: number; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "progress"; readonly run: number; readonly progress: Progress }
  | { readonly kind: "failure"; readonly run: number; readonly message: string };

/** A message port: a Worker, `self` in a worker, or one end of an in-memory pair. */
export interface Channel<Out, In> {
  readonly send: (message: Out, transfer?: readonly ArrayBuffer[]) => void;
  /** Sets the one receiver. */
  readonly receive: (receiver: (message: In) => void) => void;
}
