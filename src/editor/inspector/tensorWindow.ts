import type { Region, TensorRef, TensorRegion } from "../../session/protocol.ts";
import { readTensor } from "../sessionLink.ts";
import { useSession } from "../stores/sessionStore.ts";

/** How often numbers that change are read anew, at the most, in milliseconds. */
const interval = 120;

export interface TensorWindow {
  /** The newest reading; null before the first, or when there is nothing to read. */
  readonly current: () => TensorRegion | null;
  /** Which part is wanted from now on. */
  readonly want: (region: Region) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * The exact numbers of a part of a tensor, read anew whenever the session has moved, never more than one reading under way.
 * It reads only while somebody listens.
 */
export function tensorWindow(tensor: TensorRef): TensorWindow {
  const listeners = new Set<() => void>();
  let wanted: Region | null = null;
  let reading: TensorRegion | null = null;
  let underWay = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  let stop: (() => void) | null = null;

  const settle = (result: TensorRegion | null): void => {
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
    readTensor(tensor, wanted).then(settle, () => settle(null));
  };
  const readSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(read, Math.max(0, last + interval - performance.now()));
  };

  return {
    current: () => reading,
    want(region) {
      wanted = region;
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
