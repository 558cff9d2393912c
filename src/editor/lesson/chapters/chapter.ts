import type { Graph } from "../../../graph/graph.ts";
import type { NarrowTab } from "../../kit/layoutStore.ts";
import type { InspectorTab } from "../../runner/inspectedStore.ts";
import type { Pass } from "../../../protocol/instructionReport.ts";
import type { PlanReport } from "../../../protocol/planReport.ts";
import type { Status } from "../../../protocol/status.ts";
import type { Side } from "../../../protocol/tensorRef.ts";

/** Holds what a chapter may look at to tell whether its task is done. */
export interface LessonView {
  readonly graph: Graph;
  readonly plan: PlanReport;
  readonly status: Status;
  /** The node that is selected, if it is one. */
  readonly selected: string | null;
  /** The page of the inspector, and which side of a tensor it shows. */
  readonly tab: InspectorTab;
  readonly side: Side;
  /** The tensor of the selected node that is looked at, where one was chosen: an output or a parameter. */
  readonly port: string | null;
  /** The losses of the curve so far. */
  readonly losses: readonly number[];
}

/** Describes something to look at: a node, a page of the inspector, and the panel where they are on a narrow screen. */
export interface Place {
  /** Absent: nothing is selected, and the inspector shows the graph with its variables. */
  readonly select?: string;
  readonly tab?: InspectorTab;
  readonly panel: NarrowTab;
  /** What is meant there, by its `data-place`: `run step`, `variable big`, `section Find a learning rate`. Else the card. */
  readonly mark?: string;
}

interface AnyTask {
  readonly text: string;
  /** Where it is done, for a reader who asks. */
  readonly where: Place;
}

/** Something to do in the editor; it is done when `done` says so. */
interface DoTask extends AnyTask {
  readonly kind: "do";
  readonly done: (view: LessonView) => boolean;
}

/** Describes something to answer: a shape, a number, a word. */
export interface AskTask extends AnyTask {
  readonly kind: "ask";
  /** What an answer looks like: `100, 27`. */
  readonly example: string;
  /** Whether what was typed is right; it comes trimmed, in lower case. */
  readonly right: (answer: string) => boolean;
  /** Said to a wrong answer: a way to find it, not the answer. */
  readonly hint: string;
}

export type Task = DoTask | AskTask;

/** Says how the editor stands when a chapter begins. */
export interface ChapterStart {
  /** Variables with another value than in the gallery. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Trains until this iteration had its update. */
  readonly trainedTo?: number;
  /** Runs to this node in this pass. */
  readonly cursor?: { readonly pass: Pass; readonly node: string };
  /** The node that is selected, and the page of the inspector. */
  readonly select?: string;
  readonly tab?: InspectorTab;
}

/** Describes one chapter of the lesson. Texts are two or three sentences; what stands between backticks is code. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
  /** The file in `graphs/`, without `.json`. */
  readonly graph: string;
  readonly start?: ChapterStart;
  readonly story: string;
  /** One after the other; seldom more than one. */
  readonly tasks: readonly Task[];
  /** What the reader has seen by then. */
  readonly seen: string;
}

/**
 * Says whether two shapes are the same, however the answer is written: `32, 3, 2`, `[32,3,2]`, `32×3×2`,
 * `torch.size([32, 3, 2])`.
 */
export function isShape(answer: string, shape: readonly number[]): boolean {
  const numbers = answer.match(/\d+/g)?.map(Number) ?? [];
  return numbers.length === shape.length && numbers.every((size, axis) => size === shape[axis]);
}

/** Returns the shape of a node's output; null where it has none. */
export function shapeOf({ plan }: LessonView, node: string, port = "out"): readonly number[] | null {
  const output = plan.nodes[node]?.outputs[port];
  return output?.kind === "tensor" ? output.shape : null;
}

/** Says whether the graph's faults say this, of that node. */
export function complains({ plan }: LessonView, node: string, sentence: string): boolean {
  return plan.nodes[node]?.diagnostics.some(({ message }) => message.includes(sentence)) === true;
}
