import type { Graph } from "../../graph/graph.ts";
import type { PlanReport, Status } from "../../session/protocol.ts";
import type { InspectorTab } from "../stores/inspectedStore.ts";

/** What a chapter may look at to tell whether its task is done. */
export interface LessonView {
  readonly graph: Graph;
  readonly plan: PlanReport | null;
  readonly status: Status | null;
  /** The node that is selected, if it is one. */
  readonly selected: string | null;
  readonly tab: InspectorTab;
  /** What the loss chart lies over. */
  readonly losses: readonly number[];
}

/** Something to do in the editor; it is done when `done` says so. */
interface DoTask {
  readonly kind: "do";
  readonly text: string;
  readonly done: (view: LessonView) => boolean;
}

/** Something to answer before looking: a shape, a number, a word. */
interface AskTask {
  readonly kind: "ask";
  readonly text: string;
  /** What stands in the empty field: `32, 3, 2`. */
  readonly example: string;
  /** Whether what was typed is right; it comes trimmed, in lower case. */
  readonly right: (answer: string) => boolean;
  /** Said to a wrong answer: a way to find it, not the answer. */
  readonly hint: string;
}

export type Task = DoTask | AskTask;

/** How the editor stands when a chapter begins. */
export interface ChapterStart {
  /** Trains until this iteration had its update. */
  readonly trainedTo?: number;
  /** The node that is selected. */
  readonly select?: string;
  /** The page of the inspector. */
  readonly tab?: InspectorTab;
}

/** One chapter of the lesson. Texts are a few sentences; what stands between backticks is code. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
  /** The file in `graphs/`, without `.json`. */
  readonly graph: string;
  readonly start?: ChapterStart;
  readonly story: string;
  readonly task: Task;
  /** What the reader has just seen. */
  readonly seen: string;
}

/** Whether two shapes are the same, however they are written: `32, 3, 2`, `[32,3,2]`, `32×3×2`, `torch.size([32, 3, 2])`. */
export function isShape(answer: string, shape: readonly number[]): boolean {
  const numbers = answer.match(/\d+/g)?.map(Number) ?? [];
  return numbers.length === shape.length && numbers.every((size, axis) => size === shape[axis]);
}

/** Whether an answer is this number, with or without separators of thousands. */
export function isNumber(answer: string, expected: number): boolean {
  return Number(answer.replaceAll(/[,_ ]/g, "")) === expected;
}
