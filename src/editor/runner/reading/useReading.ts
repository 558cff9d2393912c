import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { SessionClient } from "../../../session/client.ts";
import type { Answer, Arguments, QuestionType } from "../../../session/questions/catalogue.ts";
import { sameData } from "../../../base/sameData.ts";
import { liveReading } from "./liveReading.ts";
import { useRunner } from "../useRunner.ts";

/** Asks the session what takes more than one question. It is no function of a component's: each has one identity. */
export type Inquiry<Args, Found> = (ask: SessionClient["ask"], args: Args) => Promise<Found>;

/** Holds what is known of the answer to a question. */
export interface KnownAnswer<Found> {
  readonly answer: Found;
  /** Whether it answers what is asked now, and not what was asked before. */
  readonly isCurrent: boolean;
}

/**
 * Gives the session's answer to a question, anew whenever the session has moved; null before the first, and when there is
 * nothing to read. Asks nothing while the arguments are null.
 */
export function useReading<T extends QuestionType>(
  question: T,
  args: Arguments<T> | null,
): KnownAnswer<Answer<T>> | null;
export function useReading<Args, Found>(question: Inquiry<Args, Found>, args: Args | null): KnownAnswer<Found> | null;
export function useReading<Args, Found>(
  question: QuestionType | Inquiry<Args, Found>,
  args: Args | null,
): KnownAnswer<Found> | null {
  const { session, ask } = useRunner();
  const reading = useMemo(() => {
    const inquiry = typeof question === "function" ? question : (asking(question) as unknown as Inquiry<Args, Found>);
    return liveReading<Args, Found>(session, (wanted) => inquiry(ask, wanted));
  }, [session, ask, question]);
  const known = useSyncExternalStore(reading.subscribe, reading.current);
  useEffect(() => reading.want(args));
  return known === null ? null : { answer: known.answer, isCurrent: sameData(known.wanted, args) };
}

function asking<T extends QuestionType>(question: T): Inquiry<Arguments<T>, Answer<T>> {
  return (ask, args) => ask(question, args);
}
