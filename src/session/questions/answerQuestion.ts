import { DiagnosticError } from "../../base/diagnostic.ts";
import { cannotRun } from "../../program/run/cannotRun.ts";
import { questions } from "./catalogue.ts";
import { isRunning, type Askable, type LaterQuestion, type Question } from "./question.ts";

/** A question as it comes over a channel: its client's types hold, but are not known here. */
type Any = Question<string, "program" | "session", unknown, unknown>;

const byType: ReadonlyMap<string, Any | LaterQuestion<string, Any>> = new Map(
  questions.map((question) => [question.type, question as Any | LaterQuestion<string, Any>]),
);

/** Is an answer as it is sent, and the memory in it that goes with it. */
interface Answered {
  readonly value: unknown;
  readonly transfer: readonly ArrayBuffer[];
}

/**
 * Answers a question about a session. Throws a DiagnosticError when there is no answer.
 *
 * @param askable gives the session as it is when the question's code is there.
 */
export async function answerQuestion(askable: () => Askable, type: string, args: unknown): Promise<Answered> {
  const entry = byType.get(type);
  if (entry === undefined) throw new Error(`there is no question ${JSON.stringify(type)}`);
  const question = "load" in entry ? await entry.load() : entry;
  const session = askable();
  if (question.looks === "program" && !isRunning(session)) {
    throw DiagnosticError.of((session.plan === null ? null : cannotRun(session.plan)) ?? "no graph is open");
  }
  const value = await question.answer(session, args);
  return { value, transfer: question.handsOver?.(value) ?? [] };
}
