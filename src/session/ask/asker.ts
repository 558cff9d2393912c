import { DiagnosticError } from "../../base/diagnostic.ts";
import { askedModel, type AskedModel } from "../../program/ask/askedModel.ts";
import { AskProgram, type Asked } from "../../program/ask/askProgram.ts";
import { cannotRun } from "../../program/run/cannotRun.ts";
import type { Program } from "../../program/run/program.ts";
import type { AskReport } from "../../protocol/askReport.ts";
import type { Readable } from "../reports/readable.ts";

/** While iterations run, answers to one question are so many milliseconds apart, at least. */
const PAUSE = 250;
/** And as many times as far apart as one takes: they may slow a training down by 4 %. */
const REST = 25;
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
    const beside = this.#of(session);
    if (!(beside.model instanceof AskProgram)) return beside.model;
    const start = now?.() ?? 0;
    const key = JSON.stringify([asked.context, asked.words, asked.seed]);
    const { last } = beside;
    if (now !== undefined && isRunning(session) && last?.key === key && start < last.due) return last.report;
    const report = beside.model.answer(asked);
    const end = now?.() ?? 0;
    beside.last = { key, report, due: end + Math.max(PAUSE, REST * (end - start)) };
    return report;
  }

  /** The model as it is beside the session's program. Throws a DiagnosticError with the reason where there is none. */
  model(session: Readable): AskProgram {
    const { model } = this.#of(session);
    if (model instanceof AskProgram) return model;
    throw DiagnosticError.of(model.kind === "cannot" ? model.reason : "the graph has no model of contexts");
  }

  #of({ plan, program, state }: Readable): Beside {
    if (plan === null) return { model: { kind: "none" }, last: null };
    const known = program === null ? undefined : this.#beside.get(program);
    if (known !== undefined) return known;
    const model = askedModel(plan);
    if (model === null) return { model: { kind: "none" }, last: null };
    const cannot = "reason" in model ? model.reason : cannotRun(plan);
    if (cannot !== null || program === null || "reason" in model) return refused(cannot ?? "there is no program");
    if (!state.acted) return refused("the graph has not run yet: press Evaluate");
    const beside = planned(program, model);
    this.#beside.set(program, beside);
    return beside;
  }
}

/** What stands beside a program, and what it last answered. */
interface Beside {
  readonly model: AskProgram | Refusal;
  last: { readonly key: string; readonly report: AskReport; readonly due: number } | null;
}

function planned(program: Program, model: AskedModel): Beside {
  try {
    return { model: new AskProgram(program, model), last: null };
  } catch (error) {
    if (!(error instanceof DiagnosticError || error instanceof RangeError)) throw error;
    return refused(`the model does not fit one context: ${error.message}`);
  }
}

function refused(reason: string): Beside {
  return { model: { kind: "cannot", reason }, last: null };
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
