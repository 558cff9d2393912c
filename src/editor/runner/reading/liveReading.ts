import { sameData } from "../../../base/sameData.ts";
import type { SessionStore } from "../sessionStore.ts";

/**
 * How often numbers that change are read anew, at the most, in milliseconds. In a training nobody reads them one by one, and
 * the page has the curve and the heatmaps to draw.
 */
const interval = { training: 320, otherwise: 120 } as const;

/** Describes an answer of the session's, and what it answers. */
export interface Reading<Wanted, Answer> {
  readonly wanted: Wanted;
  readonly answer: Answer;
}

export interface LiveReading<Wanted, Answer> {
  /** The newest reading; null before the first, or when there is nothing to read. */
  readonly current: () => Reading<Wanted, Answer> | null;
  /** What is wanted from now on; null for nothing. */
  readonly want: (wanted: Wanted | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Returns what the session answers to a question about its tensors, asked anew whenever it has moved. Never more than
 * one question is under way. It asks only while somebody listens.
 */
export function liveReading<Wanted, Answer>(
  session: SessionStore,
  ask: (wanted: Wanted) => Promise<Answer>,
): LiveReading<Wanted, Answer> {
  const listeners = new Set<() => void>();
  let wanted: Wanted | null = null;
  let reading: Reading<Wanted, Answer> | null = null;
  let underWay = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  let stop: (() => void) | null = null;

  const settle = (result: Reading<Wanted, Answer> | null): void => {
    underWay = false;
    reading = result;
    for (const listener of listeners) listener();
    if (again) read();
  };
  const read = (): void => {
    if (wanted === null || listeners.size === 0) return;
    // A question would start another session, behind the back of who is told to try again.
    if (session.getState().failure !== null) return;
    if (underWay) {
      again = true;
      return;
    }
    again = false;
    underWay = true;
    last = performance.now();
    // A tensor that is gone, or not there yet, is shown as nothing: the page around it says why.
    const asked = wanted;
    ask(asked).then(
      (answer) => settle({ wanted: asked, answer }),
      () => settle(null),
    );
  };
  const readSoon = (): void => {
    clearTimeout(timer);
    const pause = session.getState().status?.phase === "training" ? interval.training : interval.otherwise;
    timer = setTimeout(read, Math.max(0, last + pause - performance.now()));
  };

  return {
    current: () => reading,
    want(next) {
      if (sameData(next, wanted)) return;
      wanted = next;
      read();
    },
    subscribe(listener) {
      listeners.add(listener);
      stop ??= session.subscribe((now, before) => {
        if (now.status !== before.status) readSoon();
      });
      read();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        stop?.();
        stop = null;
      };
    },
  };
}
