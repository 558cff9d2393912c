import { expect } from "vitest";
import { fc, test } from "@fast-check/vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { planGraph } from "../../src/program/compile/planGraph.ts";
import { CompileCache } from "../../src/program/compile/compileCache.ts";
import { cannotFinish } from "../../src/program/run/cannotRun.ts";
import { instantiate } from "../../src/program/run/program.ts";
import { Session } from "../../src/session/session.ts";
import { backend, kernels } from "../fastest.ts";
import { runs } from "../runs.ts";
import { batchGraph, inserted, notebookGraph, withSettings } from "./graphs.ts";
import type { Checkpoint } from "../../src/protocol/checkpoint.ts";
import type { UndoStep } from "../../src/protocol/undoStep.ts";

/** Documents that an edit may lead to, broken and untrainable ones among them. */
const variants: readonly Graph[] = [
  small(notebookGraph()),
  small(batchGraph("4")),
  withSettings(small(batchGraph("4")), "sgd", { lr: "0.1 / (1 + iteration)" }),
  withSettings(small(batchGraph("4")), "sgd", { momentum: "0.9" }),
  withSettings(small(batchGraph("4")), "sgd", { zero_grad: false }),
  inserted(small(batchGraph("4")), { id: "dropout", type: "dropout", settings: {} }, "output.x"),
  inserted(small(notebookGraph()), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x"),
  withSettings(small(notebookGraph()), "hidden", { bias: false }),
  withSettings(small(notebookGraph()), "context", { first: "3" }),
  withSettings(small(notebookGraph()), "view", { shape: "-1, 7" }),
  { ...small(notebookGraph()), variables: { block_size: "3", n_embd: "2", n_hidden: "7" } },
  without(small(notebookGraph()), "sgd"),
  without(small(batchGraph("4")), "tanh"),
  { ...small(notebookGraph()), nodes: [], edges: [] },
];

type Action =
  | { readonly type: "step" | "iterate" | "reset" | "pause" | "tick" }
  | { readonly type: "train"; readonly stopAt: number | null }
  | { readonly type: "edit"; readonly to: number };

const actions: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<Action>({ type: "step" }, { type: "iterate" }, { type: "tick" }) },
    { weight: 1, arbitrary: fc.constantFrom<Action>({ type: "reset" }, { type: "pause" }) },
    {
      weight: 1,
      arbitrary: fc.option(fc.nat(6)).map((stopAt): Action => ({ type: "train", stopAt })),
    },
    { weight: 3, arbitrary: fc.nat(variants.length - 1).map((to): Action => ({ type: "edit", to })) },
  ),
  { minLength: 1, maxLength: 30 },
);

/** A model that cannot be trained is gone through for an iteration, then mended: its batch is the first one again. */
const mended: [number, boolean, readonly Action[]] = [
  variants.length - 2,
  false,
  [{ type: "iterate" }, { type: "step" }, { type: "edit", to: 1 }, { type: "step" }],
];

test.prop([fc.nat(variants.length - 1), fc.boolean(), actions], {
  numRuns: runs(50, 10_000),
  examples: [mended],
})(
  "after any history, every number that counts as up to date is what compiling afresh gives: as the seed draws it until something was trained, then with the parameters carried over",
  (first, evaluate, history) => {
    const session = new Session(backend, new Map(), () => undefined);
    let graph = variants[first]!;
    const trained = new Map<string, Parameter>();
    /** Whether the seed gives these numbers by itself: nothing that was trained has been edited since. */
    let fromSeed = true;
    session.open(session.planOf(graph), evaluate);
    checkAgainstFreshCompile(session, graph);
    for (const action of history) {
      if (action.type === "edit") {
        for (const [key, parameter] of parametersOf(session)) trained.set(key, parameter);
        const before = { nodes: new Set(graph.nodes.map(({ id }) => id)), parameters: parametersOf(session) };
        const changed = graph !== variants[action.to]!;
        const untrained: boolean = fromSeed && isUntrained(session);
        fromSeed &&= untrained || !changed;
        graph = variants[action.to]!;
        session.edit(session.planEdit(graph), {});
        if (untrained && changed) checkDrawnAfresh(session, graph);
        else checkParameters(session, graph, before, trained);
        if ((session.reevaluated?.nodes ?? 0) > 0 && session.state.acted) checkAllFresh(session);
      } else {
        const { state } = session;
        const refused = perform(session, action);
        if (action.type === "reset") {
          trained.clear();
          fromSeed = true;
        }
        if (refused) expect(session.state).toEqual(state);
      }
      checkAgainstFreshCompile(session, graph);
      expect(session.fromSeed).toBe(fromSeed);
    }
    if (fromSeed) checkRepeatable(session, graph);
  },
  runs(600_000, 60 * 60_000),
);

test.prop([fc.array(fc.constantFrom("step", "iterate", "edit"), { maxLength: 40 })])(
  "the stream of batches does not depend on how one walks through it, nor on edits that leave the batch alone",
  (history) => {
    const straight = new Session(backend, new Map(), () => undefined);
    const walked = new Session(backend, new Map(), () => undefined);
    const [one, other] = [small(batchGraph("4")), withSettings(small(batchGraph("4")), "sgd", { lr: "0.01" })];
    for (const session of [straight, walked]) session.open(session.planOf(one), true);
    let edits = 0;
    for (const action of history) {
      if (action === "edit") walked.edit(walked.planEdit(edits++ % 2 === 0 ? other : one), {});
      else walked.handle({ type: action });
    }
    walked.handle({ type: "step" });
    while (straight.state.iteration < walked.state.iteration) straight.handle({ type: "iterate" });
    straight.handle({ type: "step" });
    expect(rowsOf(walked)).toEqual(rowsOf(straight));
  },
);

type Passage =
  | { readonly type: "iterate" | "step" | "stepInto" | "reset" }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  | { readonly type: "take" }
  | { readonly type: "answer" }
  | { readonly type: "edit"; readonly to: number };

const passages: fc.Arbitrary<readonly Passage[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<Passage>({ type: "iterate" }, { type: "step" }, { type: "stepInto" }) },
    { weight: 3, arbitrary: fc.nat(variants.length + 1).map((to): Passage => ({ type: "edit", to })) },
    { weight: 4, arbitrary: fc.constantFrom<Passage>({ type: "undo" }, { type: "redo" }) },
    { weight: 3, arbitrary: fc.constant<Passage>({ type: "take" }) },
    { weight: 1, arbitrary: fc.constantFrom<Passage>({ type: "answer" }, { type: "reset" }) },
  ),
  { minLength: 4, maxLength: 40 },
);

/** Numbers that are left by taking others belong to the document of the other side, which may have no place for them. */
const placeless: [number, readonly Passage[]] = [
  9,
  [
    { type: "edit", to: 0 },
    { type: "undo" },
    { type: "iterate" },
    { type: "redo" },
    { type: "take" },
    { type: "iterate" },
    { type: "answer" },
    { type: "undo" },
  ],
];

/** An undo puts an optimiser's memory to sleep, and the redo that brings the trained numbers back wakes it. */
const woken: [number, readonly Passage[]] = [
  0,
  [{ type: "edit", to: 3 }, { type: "iterate" }, { type: "undo" }, { type: "take" }, { type: "redo" }],
];

test.prop([fc.nat(variants.length - 1), passages], { numRuns: runs(50, 5_000), examples: [woken, placeless] })(
  "numbers that an undo or a redo brings back are those that a reload would bring back of that moment",
  (first, history) => {
    const documents = [
      ...variants,
      withSettings(small(batchGraph("4")), "sgd", { lr: "1e38" }),
      withSettings(small(notebookGraph()), "sgd", { zero_grad: false, momentum: "0.9" }),
    ];
    const session = new Session(backend, new Map(), () => undefined);
    let graph = documents[first]!;
    session.open(session.planOf(graph), true);
    const past: { id: string; before: Graph; after: Graph }[] = [];
    const future: typeof past = [];
    /** What a model keeps: the checkpoint before an undoable edit, and the one before its undo. */
    const kept = new Map<string, Checkpoint>();
    let other: Checkpoint | undefined;
    let count = 0;
    const pass = (to: Graph, id: string, direction: UndoStep["direction"]): void => {
      const left = session.checkpoint();
      const reached = kept.get(`${id} ${direction === "undo" ? "before" : "after"}`);
      kept.set(`${id} ${direction === "undo" ? "after" : "before"}`, left);
      const { timesPutBack } = session.undo;
      session.edit(session.planEdit((graph = to)), {}, direction !== "do", [{ id, direction }]);
      const { offer } = session.undo;
      if (direction === "do") expect(offer).toBeNull();
      other = offer?.exchanged === true ? left : reached;
      if (offer !== null) expect(offer.other).toEqual({ iteration: other!.iteration, gone: null });
      expect(session.undo.timesPutBack - timesPutBack).toBe(offer?.exchanged === true ? 1 : 0);
      if (offer?.exchanged === true) expectReloaded(session, graph, reached!);
      else expect([left.iteration, left.trained === true ? left.iteration : 0]).toContain(session.state.iteration);
    };
    for (const action of history) {
      if (action.type === "edit") {
        if (documents[action.to] === graph) continue;
        const step = { id: `step ${++count}`, before: graph, after: documents[action.to]! };
        past.push(step);
        future.length = 0;
        pass(step.after, step.id, "do");
      } else if (action.type === "undo") {
        const step = past.pop();
        if (step === undefined) continue;
        future.push(step);
        pass(step.before, step.id, "undo");
      } else if (action.type === "redo") {
        const step = future.pop();
        if (step === undefined) continue;
        past.push(step);
        pass(step.after, step.id, "redo");
      } else if (action.type === "take") {
        const { offer } = session.undo;
        if (offer === null) continue;
        const left = session.checkpoint();
        session.takeOther();
        expectReloaded(session, graph, other!);
        expect(session.undo.offer).toMatchObject({ exchanged: !offer.exchanged, other: { iteration: left.iteration } });
        // The undo that follows a redo, and the other way round, finds what was left last.
        const step = offer.direction === "undo" ? future.at(-1) : past.at(-1);
        if (!offer.exchanged) kept.set(`${step!.id} ${offer.direction === "undo" ? "after" : "before"}`, left);
        other = left;
      } else if (action.type === "answer") {
        session.keepNumbers();
        expect(session.undo.offer).toBeNull();
      } else {
        perform(session, action);
      }
    }
  },
);

/** The session stands where a fresh one does that was opened with the checkpoint, down to the next iteration's numbers. */
function expectReloaded(session: Session, graph: Graph, checkpoint: Checkpoint): void {
  const fresh = new Session(backend, new Map(), () => undefined);
  fresh.open(fresh.planOf(graph), session.state.acted, checkpoint);
  expect(session.checkpoint()).toEqual(fresh.checkpoint());
  expect(session.state).toEqual({ ...fresh.state, granularity: session.state.granularity });
}

function small(graph: Graph): Graph {
  return { ...graph, variables: { ...graph.variables, n_hidden: "5" } };
}

function without(graph: Graph, id: string): Graph {
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => node.id !== id),
    edges: graph.edges.filter(({ from, to }) => !from.startsWith(`${id}.`) && !to.startsWith(`${id}.`)),
  };
}

function perform(session: Session, action: Parameters<Session["handle"]>[0]): boolean {
  try {
    session.handle(action);
    return false;
  } catch {
    return true;
  }
}

function rowsOf(session: Session): number[][] {
  return session.plan!.draws.flatMap(({ drawn }) => drawn.map(({ storage }) => [...storage.data]));
}

interface Parameter {
  readonly shape: readonly number[];
  readonly data: number[];
}

function parametersOf(session: Session): ReadonlyMap<string, Parameter> {
  const all = session.program === null ? [] : session.plan!.parameters;
  return new Map(
    all.map(({ node, name, tensor }) => [`${node}.${name}`, { shape: tensor.shape, data: [...tensor.storage.data] }]),
  );
}

/** No update has run. */
function isUntrained({ state, program }: Session): boolean {
  const first = program?.instructions.findIndex(({ pass }) => pass === "update") ?? -1;
  return first < 0 || (state.iteration === 0 && state.cursor <= first);
}

/** Parameters, buffers, this iteration's draws and the generator are those of a session that opens the graph. */
function checkDrawnAfresh(session: Session, graph: Graph): void {
  const fresh = new Session(backend, new Map(), () => undefined);
  fresh.open(fresh.planOf(graph), session.state.drawn);
  expect(parametersOf(session)).toEqual(parametersOf(fresh));
  expect(buffersOf(session)).toEqual(buffersOf(fresh));
  expect(session.state.iteration).toBe(0);
  if (session.program === null) return;
  expect(session.generatorState()).toEqual(fresh.generatorState());
  if (session.state.drawn) expect(rowsOf(session)).toEqual(rowsOf(fresh));
}

/** Opening the graph and as many iterations give the same parameters. */
function checkRepeatable(session: Session, graph: Graph): void {
  const { iteration, cursor } = session.state;
  const first = session.program?.instructions.findIndex(({ pass }) => pass === "update") ?? -1;
  if (session.program === null || (first >= 0 && cursor > first)) return;
  const straight = new Session(backend, new Map(), () => undefined);
  straight.open(straight.planOf(graph), true);
  for (let at = 0; at < iteration; at++) straight.handle({ type: "iterate" });
  expect(parametersOf(session)).toEqual(parametersOf(straight));
  expect(buffersOf(session)).toEqual(buffersOf(straight));
}

function buffersOf({ plan }: Session): number[][] {
  return plan!.buffers.map(({ tensor }) => (tensor.storage.bound ? [...tensor.storage.data] : []));
}

/**
 * The same node, name and shape as before: kept. A node that stayed in the document but could not be compiled before:
 * as it last was. Otherwise: what a fresh compile draws.
 */
function checkParameters(
  session: Session,
  graph: Graph,
  before: { readonly nodes: ReadonlySet<string>; readonly parameters: ReadonlyMap<string, Parameter> },
  trained: ReadonlyMap<string, Parameter>,
): void {
  const fresh = new Session(backend, new Map(), () => undefined);
  fresh.open(fresh.planOf(graph), false);
  const drawn = parametersOf(fresh);
  const compiled = new Set([...before.parameters.keys()].map((key) => key.split(".")[0]!));
  for (const [key, { shape, data }] of parametersOf(session)) {
    const node = key.split(".")[0]!;
    const shelved = before.nodes.has(node) && !compiled.has(node) ? trained.get(key) : undefined;
    const old = [before.parameters.get(key), shelved].find((one) => String(one?.shape) === String(shape));
    expect([key, data]).toEqual([key, old?.data ?? drawn.get(key)?.data]);
  }
}

/** An edit that ran anything again leaves nothing out of date. */
function checkAllFresh(session: Session): void {
  const computing = session.program === null ? [] : session.plan!.applied.map(({ node }) => node);
  expect(computing.filter((node) => !session.progress.fresh.has(node))).toEqual([]);
}

function checkAgainstFreshCompile(session: Session, graph: Graph): void {
  if (session.program === null || session.plan === null) return;
  const plan = planGraph(graph, new Map(), new CompileCache());
  const program = instantiate(plan, backend);
  for (const [at, { tensor }] of plan.parameters.entries()) {
    tensor.storage.data.set(session.plan.parameters[at]!.tensor.storage.data);
  }
  for (const [at, { drawn, derive }] of plan.draws.entries()) {
    for (const [i, tensor] of drawn.entries()) {
      tensor.storage.data.set(session.plan.draws[at]!.drawn[i]!.storage.data);
    }
    derive(kernels);
  }
  for (const [at, applied] of plan.applied.entries()) {
    program.instructions[at]!.run();
    if (!session.progress.fresh.has(applied.node)) continue;
    const { output } = session.plan.applied[at]!;
    expect([applied.node, ...output.storage.data]).toEqual([applied.node, ...applied.output.storage.data]);
  }
  // One that cannot come to a loss stays behind its last instruction.
  const last = program.instructions.length - (cannotFinish(plan) === null ? 1 : 0);
  expect(session.state.cursor).toBeLessThanOrEqual(Math.max(0, last));
}
