import { DiagnosticError } from "../../base/diagnostic.ts";
import { askedModel, type AskedModel } from "../../program/ask/askedModel.ts";
import { AskProgram, type Asked } from "../../program/ask/askProgram.ts";
import { cannotRun } from "../../program/run/cannotRun.ts";
import type { Program } from "../../program/run/program.ts";
import type { AskReport, AskWhyReport } from "../../protocol/askReport.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Readable } from "../reports/readable.ts";
import { PacedAnswer } from "./pacedAnswer.ts";

/** Words that are spelled at most. */
const MAX_WORDS = 20;

/** Says that a graph's model cannot be asked, or that it has none. */
type Refusal = Exclude<AskReport, { kind: "answer" }>;

/** Answers what a session's model holds to come next after a context. Nothing of the session is written. */
export class Asker {
  /** What is planned beside each program; gone with it. */
  readonly #beside = new WeakMap<Program, Beside>();

  /**
   * While iterations run the last answer is given again until a new one is due.
   *
   * @param now milliseconds, from any start; without it there is always a new one.
   */
  answer(session: Readable, asked: Asked, now?: () => number): AskReport {
    checkAsked(asked);
    const { model, answers } = this.#of(session);
    if (!(model instanceof AskProgram)) return model;
    const key = JSON.stringify([asked.context, asked.words, asked.seed]);
    return answers.give(key, () => model.answer(asked), isRunning(session), now);
  }

  /**
   * Says how a number came to be that the model makes of a context, as often as it answers. Throws a DiagnosticError with the
   * reason where there is no model, or no such number.
   *
   * @param explain says it of the model; its code is loaded when it is first asked for.
   */
  why(
    session: Readable,
    context: string | null,
    cell: CellRef,
    explain: (model: AskProgram, context: string | null, cell: CellRef) => AskWhyReport,
    now?: () => number,
  ): AskWhyReport {
    const { model, reasons } = this.#of(session);
    if (!(model instanceof AskProgram)) {
      throw DiagnosticError.of(model.kind === "cannot" ? model.reason : "the graph has no model of contexts");
    }
    const key = JSON.stringify([context, cell]);
    return reasons.give(key, () => explain(model, context, cell), isRunning(session), now);
  }

  #of({ plan, program, state }: Readable): Beside {
    if (plan === null) return besideOf({ kind: "none" });
    const known = program === null ? undefined : this.#beside.get(program);
    if (known !== undefined) return known;
    const model = askedModel(plan);
    if (model === null) return besideOf({ kind: "none" });
    const cannot = "reason" in model ? model.reason : cannotRun(plan);
    if (cannot !== null || program === null || "reason" in model) return refused(cannot ?? "there is no program");
    if (!state.acted) return refused("the graph has not run yet: press Step, Iterate or Train");
    const beside = planned(program, model);
    this.#beside.set(program, beside);
    return beside;
  }
}

/** What stands beside a program, and what it last answered. */
interface Beside {
  readonly model: AskProgram | Refusal;
  readonly answers: PacedAnswer<AskReport>;
  readonly reasons: PacedAnswer<AskWhyReport>;
}

function besideOf(model: Beside["model"]): Beside {
  return { model, answers: new PacedAnswer(), reasons: new PacedAnswer() };
}

function planned(program: Program, model: AskedModel): Beside {
  try {
    return besideOf(new AskProgram(program, model));
  } catch (error) {
    if (!(error instanceof DiagnosticError || error instanceof RangeError)) throw error;
    return refused(`the model does not fit one context: ${error.message}`);
  }
}

function refused(reason: string): Beside {
  return besideOf({ kind: "cannot", reason });
}

function isRunning({ state: { phase } }: Readable): boolean {
  return phase === "training" || phase === "seeking";
}

function checkAsked({ words, seed }: Asked): void {
  if (!Number.isSafeInteger(words) || words < 0 || words > MAX_WORDS) {
    throw DiagnosticError.of(`expected 0 to ${MAX_WORDS} words, got ${words}`);
  }
  if (!Number.isSafeInteger(seed) || seed < 0) throw DiagnosticError.of(`expected a seed of 0 or more, got ${seed}`);
}
