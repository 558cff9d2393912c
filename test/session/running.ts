import { isRunning, type Askable, type Running } from "../../src/session/questions/question.ts";

/** A session that has a program, to be asked about it. */
export function running(session: Askable): Running {
  if (!isRunning(session)) throw new Error("the session has no program");
  return session;
}
