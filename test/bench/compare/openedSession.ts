import { readFileSync } from "node:fs";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { applyEdit } from "../../../src/graph/edits/edit.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import type { Plan } from "../../../src/program/plan/plan.ts";
import type { Program } from "../../../src/program/run/program.ts";
import { unwatched } from "../../../src/program/run/unwatched.ts";
import { Session } from "../../../src/session/session.ts";
import type { Backend } from "../../../src/tensor/backend/backend.ts";
import type { Source } from "./manifest.ts";

/** Is a session that trains, as the page's worker or the command line has one. */
export interface TrainingSession {
  readonly plan: Plan;
  readonly program: Program;
  /** Puts everything back to where it began, and training on. */
  readonly begin: () => void;
  /** Runs one iteration, and all that a step by itself shows. */
  readonly iterate: () => void;
  /** Runs so many, as a worker does between two looks at what they give. */
  readonly train: (count: number) => void;
  /** The loss of the iteration that was run last. */
  readonly loss: () => number;
}

const texts = new Map(["names", "moby-dick"].map((name) => [name, readFileSync(`public/data/${name}.txt`, "utf8")]));

/** Opens a graph for training. */
export function openedSession(source: Source, backend: Backend): TrainingSession {
  const session = new Session(backend, texts, () => undefined);
  session.hasten(unwatched);
  session.open(session.planOf(graphOf(source)), true);
  const { plan, program } = session;
  if (plan === null || program === null) throw new Error(`${source.graph} cannot be run`);
  return {
    plan,
    program,
    begin() {
      session.handle({ type: "pause" });
      session.handle({ type: "reset" });
      session.handle({ type: "train", stopAt: null });
    },
    iterate: () => session.handle({ type: "tick" }),
    train(count) {
      let left = count;
      session.train(() => --left > 0);
    },
    loss: () => session.loss!.loss,
  };
}

function graphOf({ graph, without, variables }: Source): Graph {
  const file = applyEdit(readGraph(readFileSync(graph, "utf8")), { type: "remove", nodes: without });
  return Object.entries(variables).reduce(
    (changed, [name, text]) => applyEdit(changed, { type: "setVariable", name, text }),
    file,
  );
}
