import { useSession } from "./sessionStore.ts";

/**
 * How often numbers that change are read anew, at the most, in milliseconds. In a training nobody reads them one by one, and
 * the page has the curve and the heatmaps to draw.
 */
const interval = (): number => (useSession.getState().status?.phase === "training" ? 320 : 120);

export interface LiveReading<Wanted, Reading> {
  /** The newest reading; null before the first, or when there is nothing to read. */
  readonly current: () => Reading | null;
  /** What is wanted from now on. */
  readonly want: (wanted: Wanted) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * What the session answers to a question about its tensors, asked anew whenever it has moved, never more than one question
 * under way. It asks only while somebody listens.
 */
export function liveReading<Wanted, Reading>(ask: (wanted: Wanted) => Promise<Reading>): LiveReading<Wanted, Reading> {
  const listeners = new Set<() => void>();
  let wanted: Wanted | null = null;
  let reading: Reading | null = null;
  let underWay = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  let stop: (() => void) | null = null;

  const settle = (result: Reading | null): void => {
    underWay = false;
    reading = result;
    for (const listener of listeners) listener();
    if (again) read();
  };
  const read = (): void => {
    if (wanted === null || listeners.size === 0) return;
    if (underWay) {
      again = true;
      return;
    }
    again = false;
    underWay = true;
    last = performance.now();
    // A tensor that is gone, or not there yet, is shown as nothing: the page around it says why.
    ask(wanted).then(settle, () => settle(null));
  };
  const readSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(read, Math.max(0, last + interval() - performance.now()));
  };

  return {
    current: () => reading,
    want(next) {
      wanted = next;
      read();
    },
    subscribe(listener) {
      listeners.add(listener);
      stop ??= useSession.subscribe((now, before) => {
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
