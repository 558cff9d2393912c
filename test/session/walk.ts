import { createHash } from "node:crypto";
import type { Graph } from "../../src/graph/graph.ts";
import type { Position } from "../../src/protocol/position.ts";
import { Session } from "../../src/session/session.ts";
import type { Texts } from "../../src/program/plan/texts.ts";
import { bitsOf } from "../contract/bits.ts";
import { planned } from "../contract/graphs/planned.ts";
import { backend } from "../fastest.ts";

export interface Opened {
  readonly session: Session;
  /** Every loss that went into a curve, as it came: node, iteration, loss. */
  readonly losses: (readonly [string, number, number])[];
}

export function opened(
  graph: Graph,
  { texts = new Map() as Texts, historyBytes = 2 ** 27, evaluate = true } = {},
): Opened {
  const losses: (readonly [string, number, number])[] = [];
  const session = new Session(
    backend,
    texts,
    ({ iteration, loss }, node) => losses.push([node, iteration, loss]),
    historyBytes,
  );
  session.open(planned(graph, texts), evaluate);
  return { session, losses };
}

/** Gives the session time until it stands still. */
export function settle(session: Session): void {
  let ticks = 0;
  while (session.state.phase !== "idle") {
    if (++ticks > 100_000) throw new Error("the session does not come to a stand");
    session.handle({ type: "tick" });
  }
}

export function train(session: Session, stopAt: number): void {
  session.handle({ type: "train", stopAt });
  settle(session);
}

export function positionOf({ state: { iteration, cursor } }: Session): Position {
  return { iteration, cursor };
}

/** All that a position is: the bits of everything that running changes, the generator, and what the books say. */
export function fingerprint(session: Session): string {
  const { program, progress, state, loss } = session;
  const { memory } = program!;
  const generator = session.generatorState();
  const sorted = Object.entries(progress.state()).map(([name, nodes]) => [
    name,
    [...(nodes ?? [])].toSorted((a, b) => (a < b ? -1 : 1)),
  ]);
  return createHash("sha1")
    .update(bitsOf(memory, memory.state))
    .update(generator.words)
    .update(JSON.stringify([generator.position, generator.normal, sorted, state.drawn, loss]))
    .digest("hex");
}

export function positionKey({ iteration, cursor }: Position): string {
  return `${iteration}:${cursor}`;
}

/** The fingerprint at every position of the first iterations, instruction by instruction. */
export function recordTimeline(session: Session, iterations: number): ReadonlyMap<string, string> {
  const timeline = new Map<string, string>();
  for (;;) {
    timeline.set(positionKey(session.state), fingerprint(session));
    if (session.state.iteration >= iterations) return timeline;
    session.handle({ type: "stepInto" });
  }
}
