import { DiagnosticError } from "../../src/base/diagnostic.ts";
import { connectSession, type SessionClient } from "../../src/session/client.ts";
import { localSession } from "./localSession.ts";
import type { Progress } from "../../src/protocol/progress.ts";

/** A session behind the protocol, and its news as it comes. */
export interface Driven {
  readonly session: SessionClient;
  readonly received: Progress[];
  /** Acknowledges the message under way, if there is one. */
  readonly acknowledge: () => boolean;
  /** Acknowledges everything until `done` says so. */
  readonly until: (done: (progress: Progress) => boolean) => Promise<Progress>;
}

/** A host and a client on one thread, with a clock that a test moves by itself: every look at it takes 1 ms. */
export function drive(
  datasets: Readonly<Record<string, string>> = {},
  files: ReadonlyMap<string, string> = new Map(),
): Driven {
  const clientEnd = localSession({
    loadDataset: (name) => Promise.resolve(datasets[name]!),
    loadTextFile: async ({ sha256 }) => {
      const text = files.get(sha256);
      if (text === undefined) throw DiagnosticError.of("it is not here");
      return text;
    },
  });
  const received: Progress[] = [];
  let waiting: (() => void) | null = null;
  let wake: () => void = () => undefined;
  const session = connectSession(clientEnd, {
    onProgress: (progress, acknowledge) => {
      if (waiting !== null) throw new Error("a second progress message came before the first was taken");
      received.push(progress);
      waiting = acknowledge;
      wake();
    },
    onFailure: (message) => {
      throw new Error(message);
    },
  });
  const acknowledge = (): boolean => {
    const take = waiting;
    waiting = null;
    take?.();
    return take !== null;
  };
  const until = async (done: (progress: Progress) => boolean): Promise<Progress> => {
    for (;;) {
      const newest = received.at(-1);
      if (waiting !== null && newest !== undefined) {
        acknowledge();
        if (done(newest)) return newest;
      }
      if (waiting === null) await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return { session, received, acknowledge, until };
}
