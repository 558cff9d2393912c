import type { Graph } from "../../src/graph/graph.ts";
import type { ClientMessage, HostMessage } from "../../src/protocol/channel.ts";
import type { Checkpoint } from "../../src/protocol/checkpoint.ts";
import type { Progress } from "../../src/protocol/progress.ts";
import type { SentRequest } from "../../src/protocol/channel.ts";

/** A session that speaks the protocol: the site's worker, or one in this process. */
export interface Endpoint {
  readonly post: (message: ClientMessage) => void;
  readonly listen: (receiver: (message: HostMessage) => void) => void;
}

/** What is sent, but for its numbers. */
type Asked =
  | Pick<Extract<ClientMessage, { kind: "request" }>, "kind" | "request">
  | Pick<Extract<ClientMessage, { kind: "question" }>, "kind" | "type" | "args">;

export interface Training {
  readonly graph: Graph;
  readonly iterations: number;
  /** Pauses now and then, and goes on in another session from a checkpoint. */
  readonly interrupted: boolean;
}

/**
 * Trains over the protocol and hashes every bit of what comes of it: parameters, what optimisers remember, the
 * generator, all losses. Self-contained, as it is sent to the browser as text.
 */
export async function trainingBits(
  { graph, iterations, interrupted }: Training,
  connect: () => Endpoint,
): Promise<Record<string, string>> {
  let id = 0;
  let losses: Record<string, number[]> = {};

  const begin = () => {
    const endpoint = connect();
    const replies = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
    let told: (progress: Progress) => void = () => undefined;
    let run = 0;
    endpoint.listen((message) => {
      if (message.kind === "failure") throw new Error(message.message);
      if (message.kind === "progress") {
        if (message.progress.lossesCleared) losses = {};
        for (const { node, points } of message.progress.losses) (losses[node] ??= []).push(...points);
        endpoint.post({ kind: "ack", run: message.run });
        told(message.progress);
        return;
      }
      const waiting = replies.get(message.id)!;
      if (message.kind === "reply") waiting.resolve(message.value);
      else waiting.reject(new Error(message.diagnostics.map((diagnostic) => diagnostic.message).join("; ")));
    });
    const send = (message: Asked): Promise<unknown> => {
      id += 1;
      endpoint.post({ ...message, id, run });
      return new Promise((resolve, reject) => replies.set(id, { resolve, reject }));
    };
    const request = (what: SentRequest): Promise<unknown> => {
      if (what.type === "open") run += 1;
      return send({ kind: "request", request: what });
    };
    const ask = (type: string): Promise<unknown> => send({ kind: "question", type, args: {} });
    const until = (done: (progress: Progress) => boolean): Promise<void> =>
      new Promise((resolve) => (told = (progress) => done(progress) && resolve()));
    return { request, ask, until };
  };

  const trainTo = async ({ request, until }: ReturnType<typeof begin>, stopAt: number): Promise<void> => {
    const halted = until(({ status }) => status.phase === "idle" && status.iteration > stopAt);
    await request({ type: "train", stopAt, losses: "all" });
    await halted;
  };

  let session = begin();
  await session.request({ type: "open", graph, evaluate: true });
  if (interrupted) {
    // Wherever the training has come to by then.
    const moving = session.until(({ status }) => status.iteration > 0);
    await session.request({ type: "train", stopAt: Math.floor(iterations / 4), losses: "all" });
    await moving;
    await session.request({ type: "pause" });
    await session.request({ type: "step" });
    await session.request({ type: "iterate" });
    await trainTo(session, iterations / 2);
    const checkpoint = (await session.ask("checkpoint")) as Checkpoint;
    session = begin();
    await session.request({ type: "open", graph, evaluate: true, checkpoint });
  }
  await trainTo(session, iterations - 1);
  const { parameters, buffers = [], generator } = (await session.ask("checkpoint")) as Checkpoint;

  /** FNV-1a over the bits. */
  const hash = (...parts: readonly (Float32Array | Float64Array | Uint32Array)[]): string => {
    let found = 0x811c9dc5;
    for (const { buffer, byteOffset, byteLength } of parts) {
      for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) found = Math.imul(found ^ byte, 0x01000193);
    }
    return `${(found >>> 0).toString(16)} of ${parts.reduce((sum, part) => sum + part.length, 0)} numbers`;
  };
  const named = [
    ...Object.entries(parameters).map(([name, { data }]) => [name, hash(data)] as const),
    ...buffers.map(({ node, name, data }) => [`${node}.${name}`, hash(data)] as const),
    ...Object.entries(losses).map(([node, points]) => [`losses of ${node}`, hash(Float64Array.from(points))] as const),
  ].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...Object.fromEntries(named),
    generator: hash(generator.words, Float64Array.of(generator.position, generator.normal ?? NaN)),
  };
}
