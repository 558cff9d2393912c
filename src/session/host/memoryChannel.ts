import type { Channel } from "../../protocol/channel.ts";

/**
 * Returns two ends of a channel within one thread: what one sends, the other receives, in order and never at once. For
 * the command line and for tests; a worker's `postMessage` does the same between threads.
 */
export function memoryChannel<A, B>(): [Channel<A, B>, Channel<B, A>] {
  const toB = line<A>();
  const toA = line<B>();
  return [
    { send: toB.send, receive: toA.receive },
    { send: toA.send, receive: toB.receive },
  ];
}

function line<M>(): { send: (message: M) => void; receive: (receiver: (message: M) => void) => void } {
  let receiver: ((message: M) => void) | null = null;
  const waiting: M[] = [];
  const deliver = (message: M): void => {
    if (receiver === null) waiting.push(message);
    else receiver(message);
  };
  return {
    send: (message) => void Promise.resolve().then(() => deliver(message)),
    receive(next) {
      receiver = next;
      for (const message of waiting.splice(0)) next(message);
    },
  };
}
