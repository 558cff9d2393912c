import { DiagnosticError } from "../base/diagnostic.ts";
import { Overtaken } from "../base/overtaken.ts";
import type { Channel, ClientMessage, HostMessage, SentRequest } from "../protocol/channel.ts";
import type { Graph } from "../graph/graph.ts";
import { graphChange } from "../protocol/document/graphChange.ts";
import { planAfter, type PlanNews } from "../protocol/plan/planChanges.ts";
import type { PlanReport } from "../protocol/planReport.ts";
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
 * DiagnosticError when the session refuses, and as Overtaken when an `open` came before the answer.
 */
export interface SessionClient {
  readonly request: <T extends RequestType>(type: T, args: RequestArguments<T>) => Promise<Replies[T]>;
  readonly ask: <T extends QuestionType>(type: T, args: Arguments<T>) => Promise<Answer<T>>;
}

export function connectSession(channel: Channel<ClientMessage, HostMessage>, listener: ClientListener): SessionClient {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let run = 0;
  /** The document as it was sent last, and the plan as it was told last. */
  let sent: Graph | null = null;
  let told: PlanReport | null = null;

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
    if (message.run !== run) waiting.reject(new Overtaken());
    else if (message.kind === "refusal") waiting.reject(new DiagnosticError(message.diagnostics));
    else waiting.resolve(message.value);
  });

  const send = <Reply>(sent: Sent): Promise<Reply> => {
    const id = ++lastId;
    return new Promise<unknown>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      channel.send({ ...sent, id, run });
    }) as Promise<Reply>;
  };

  const request = <Reply>(asked: SentRequest): Promise<Reply> => send({ kind: "request", request: asked });

  const open = async (asked: Extract<Request, { type: "open" }>): Promise<PlanReport> => {
    run++;
    sent = asked.graph;
    told = await request<PlanReport>(asked);
    return told;
  };

  const edit = async ({ graph, ...asked }: Extract<Request, { type: "edit" }>): Promise<PlanReport> => {
    const change = sent === null ? { ...graph } : graphChange(sent, graph);
    sent = graph;
    const news = await request<PlanNews>({ ...asked, change });
    if (news.kind === "whole") told = news.plan;
    else if (told === null) throw new Error("what changed was told before the whole");
    else told = planAfter(told, news.changes);
    return told;
  };

  return {
    request(type, args) {
      const asked = { type, ...args } as unknown as Request;
      // Which request it is decides what it is answered with, which TypeScript does not follow.
      if (asked.type === "open") return open(asked) as never;
      return asked.type === "edit" ? (edit(asked) as never) : request(asked);
    },
    ask: (type, args) => send({ kind: "question", type, args }),
  };
}
