import { DiagnosticError } from "../base/diagnostic.ts";
import type { Channel, ClientMessage, HostMessage } from "../protocol/channel.ts";
import type { Progress } from "../protocol/progress.ts";
import type { Replies, Request, RequestType } from "../protocol/request.ts";
import type { Answer, Arguments, QuestionType } from "./questions/catalogue.ts";

/** Holds what a request of this type says besides. */
export type RequestArguments<T extends RequestType> = Omit<Extract<Request, { type: T }>, "type">;

/** What is sent, but for its numbers. */
type Sent =
  | Pick<Extract<ClientMessage, { kind: "request" }>, "kind" | "request">
  | Pick<Extract<ClientMessage, { kind: "question" }>, "kind" | "type" | "args">;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Holds what a client is told without asking. */
export interface ClientListener {
  /** The session moved. Call `acknowledge` once it is on the screen; until then no other progress comes. */
  readonly onProgress: (progress: Progress, acknowledge: () => void) => void;
  /** The session broke for a reason that is a bug, not the user's. */
  readonly onFailure: (message: string) => void;
}

/**
 * Drives a session over a channel: requests and questions as promises, progress as callbacks. Both reject with a
 * DiagnosticError when the session refuses, or when they were overtaken by an `open`.
 */
export interface SessionClient {
  readonly request: <T extends RequestType>(type: T, args: RequestArguments<T>) => Promise<Replies[T]>;
  readonly ask: <T extends QuestionType>(type: T, args: Arguments<T>) => Promise<Answer<T>>;
}

export function connectSession(channel: Channel<ClientMessage, HostMessage>, listener: ClientListener): SessionClient {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let run = 0;

  channel.receive((message) => {
    if (message.kind === "failure") {
      listener.onFailure(message.message);
      return;
    }
    if (message.kind === "progress") {
      const acknowledge = (): void => channel.send({ kind: "ack", run: message.run });
      // News of an earlier document is dropped, but acknowledged, or the host would wait for ever.
      if (message.run === run) listener.onProgress(message.progress, acknowledge);
      else acknowledge();
      return;
    }
    const waiting = pending.get(message.id);
    if (waiting === undefined) return;
    pending.delete(message.id);
    if (message.kind === "refusal") waiting.reject(new DiagnosticError(message.diagnostics));
    else if (message.run === run) waiting.resolve(message.value);
    else waiting.reject(DiagnosticError.of("another graph was opened meanwhile"));
  });

  const send = <Reply>(sent: Sent): Promise<Reply> => {
    const id = ++lastId;
    return new Promise<unknown>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      channel.send({ ...sent, id, run });
    }) as Promise<Reply>;
  };

  return {
    request(type, args) {
      if (type === "open") run++;
      return send({ kind: "request", request: { type, ...args } as unknown as Request });
    },
    ask: (type, args) => send({ kind: "question", type, args }),
  };
}
