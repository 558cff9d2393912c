import { DiagnosticError } from "../base/diagnostic.ts";
import type { Channel, ClientMessage, HostMessage } from "../protocol/channel.ts";
import type { Progress } from "../protocol/progress.ts";
import type { Replies, Request, RequestType } from "../protocol/request.ts";

type Arguments<T extends RequestType> = Omit<Extract<Request, { type: T }>, "type">;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What a client is told without asking. */
export interface ClientListener {
  /** The session moved. Call `acknowledge` once it is on the screen; until then no other progress comes. */
  readonly onProgress: (progress: Progress, acknowledge: () => void) => void;
  /** The session broke for a reason that is a bug, not the user's. */
  readonly onFailure: (message: string) => void;
}

/** Drives a session over a channel: requests as promises, progress as callbacks. */
export interface SessionClient {
  /** Rejects with a DiagnosticError when the session refuses, or when the request was overtaken by an `open`. */
  request<T extends RequestType>(type: T, args: Arguments<T>): Promise<Replies[T]>;
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

  return {
    request(type, args) {
      if (type === "open") run++;
      const id = ++lastId;
      const request = { type, ...args } as unknown as Request;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
        channel.send({ kind: "request", id, run, request });
      });
    },
  };
}
