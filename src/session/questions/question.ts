import type { Graph } from "../../graph/graph.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Texts } from "../../program/plan/texts.ts";
import type { Program } from "../../program/run/program.ts";
import type { GeneratorState } from "../../tensor/rng/generator.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { Asker } from "../ask/asker.ts";
import type { History } from "../history/history.ts";
import type { LossRecord } from "../machine/lossRecord.ts";
import type { UndoNumbers } from "../undo/undoNumbers.ts";
import type { GradientRatios } from "../machine/gradientRatios.ts";
import type { Readable } from "../reports/readable.ts";

/** Holds what a question may look at: all of a session that can be read. */
export interface Askable extends Readable {
  readonly gradientRatios: GradientRatios;
  /** The way back: nothing leads to before its oldest place. */
  readonly history: Pick<History, "oldest" | "kept" | "at">;
  readonly undo: Pick<UndoNumbers, "left">;
  readonly losses: Pick<LossRecord, "best" | "before">;
  /** The model beside the program that is given contexts of its own. */
  readonly asker: Asker;
  /** Milliseconds, from any start, where there is a clock: what is asked often is then answered at a pace. */
  readonly now?: () => number;
  readonly checkpoint: () => Checkpoint;
  /** Where the random stream stands. */
  readonly generatorState: () => GeneratorState;
  /** The texts that are loaded. */
  readonly texts: Texts;
  /** Plans another graph; nothing of the session changes. */
  readonly planOf: (graph: Graph) => Plan | Promise<Plan>;
}

/** Describes the same, where there is a program to look at. */
export interface Running extends Askable {
  readonly plan: Plan;
  readonly program: Program;
}

interface Sights {
  readonly session: Askable;
  readonly program: Running;
}

/**
 * A question looks at a session and changes nothing of it, so that whatever runs goes on beside it. One that looks at the
 * program is refused while there is none.
 */
export interface Question<Type extends string, Looks extends keyof Sights, Answer, Arguments> {
  readonly type: Type;
  readonly looks: Looks;
  /** Throws a DiagnosticError when there is no answer. */
  readonly answer: (session: Sights[Looks], args: Arguments) => Answer;
  /** The memory in an answer that was made for it, where there is much: it is handed over, and not copied. */
  readonly handsOver?: (answer: Awaited<Answer>) => ArrayBuffer[];
}

/** Defines a question; its types are those of its `answer`. */
export function defineQuestion<const Type extends string, Looks extends keyof Sights, Answer, Arguments = object>(
  question: Question<Type, Looks, Answer, Arguments>,
): Question<Type, Looks, Answer, Arguments> {
  return question;
}

/** Holds a question by its type until its code, which the page's first screen does without, was loaded. */
export interface LaterQuestion<Type extends string, Loaded> {
  readonly type: Type;
  readonly load: () => Promise<Loaded>;
}

/** Defines a question whose code is loaded when it is first asked. */
export function laterQuestion<Loaded extends { readonly type: string }>(
  type: Loaded["type"],
  load: () => Promise<Loaded>,
): LaterQuestion<Loaded["type"], Loaded> {
  return { type, load };
}

/** Says whether there is a program to look at. */
export function isRunning(session: Askable): session is Running {
  return session.plan !== null && session.program !== null;
}
