import { describe, expect, it } from "vitest";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { fixture } from "../fixtures/fixture.ts";
import { difference } from "../tensor/close.ts";
import { inserted, optimizedBy, withSettings } from "./graphs.ts";
import { findTensor } from "../program/findTensor.ts";

/** What PyTorch made of 24 iterations; `lr` may be a pair, of the first half and the second. */
interface Run {
  readonly optimizer: "SGD" | "Adam" | "AdamW";
  readonly options: Readonly<Record<string, number | boolean | readonly number[]>>;
  /** How nodes draw their parameters, and layers before and after the tanh. */
  readonly layers: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly losses: readonly number[];
  /** What was learned in the end, running statistics among it. */
  readonly parameters: Readonly<Record<string, readonly number[]>>;
}

const runs = fixture("training.json") as readonly Run[];
const ITERATIONS = 24;

/** The graph that a run was recorded of, at the beginning or in the second half. */
function graphOf({ optimizer, options, layers }: Run, half: 0 | 1 = 0): Graph {
  const settings: Record<string, GraphNode["settings"][string]> = {};
  for (const [name, value] of Object.entries(options)) {
    const now = name === "lr" && Array.isArray(value) ? (value as number[])[half]! : value;
    settings[name] = typeof now === "boolean" ? now : String(now);
  }
  let graph = optimizedBy(optimizer.toLowerCase(), settings);
  for (const [id, { type, ...own }] of Object.entries(layers)) {
    if (id === "norm") graph = inserted(graph, { id, type: String(type), settings: own }, "tanh.x");
    else if (id === "dropout") graph = inserted(graph, { id, type: id, settings: own }, "output.x");
    else graph = withSettings(graph, id, own);
  }
  return graph;
}

function open(graph: Graph): { session: Session; losses: number[] } {
  const losses: number[] = [];
  const session = new Session(backend, new Map(), ({ loss }) => losses.push(loss));
  session.open(session.planOf(graph), true);
  return { session, losses };
}

function iterate(session: Session, times: number): void {
  for (let i = 0; i < times; i++) session.handle({ type: "iterate" });
}

function edit(session: Session, graph: Graph, renamed: Readonly<Record<string, string>> = {}, revive = false): void {
  session.edit(session.planEdit(graph), renamed, revive);
}

/** Parameters, and what is remembered of them. */
function learned(session: Session): Record<string, number[]> {
  const { parameters, buffers } = session.plan!;
  return Object.fromEntries(
    [...parameters, ...buffers].map(({ node, name, tensor }) => [`${node}.${name}`, [...tensor.storage.data]]),
  );
}

/** The numbers of one tensor. */
function read(session: Session, node: string, port: string): number[] {
  return [...findTensor(session.plan!, node, port)!.storage.data];
}

/** The graph with a node beside the model that changes none of its numbers. */
function withBystander(graph: Graph): Graph {
  return {
    ...graph,
    nodes: [...graph.nodes, { id: "aside", type: "relu", settings: {} }],
    edges: [...graph.edges, { from: "view.out", to: "aside.x" }],
  };
}

function unwired(graph: Graph, to: string): Graph {
  return { ...graph, edges: graph.edges.filter((edge) => edge.to !== to) };
}

function renamed(graph: Graph, id: string, name: string): Graph {
  const moved = (end: string): string => (end.startsWith(`${id}.`) ? name + end.slice(id.length) : end);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === id ? { ...node, id: name } : node)),
    edges: graph.edges.map(({ from, to }) => ({ from: moved(from), to: moved(to) })),
  };
}

describe.each(
  runs.map((run) => [`${run.optimizer} ${JSON.stringify(run.options)} ${JSON.stringify(run.layers)}`, run] as const),
)("%s", (_title, run) => {
  /** The whole run; half of the way the rate is edited if it is to change. */
  const straight = (): ReturnType<typeof open> => {
    const opened = open(graphOf(run));
    iterate(opened.session, ITERATIONS / 2);
    edit(opened.session, graphOf(run, 1));
    iterate(opened.session, ITERATIONS / 2);
    return opened;
  };

  it("trains as PyTorch does", () => {
    const { session, losses } = straight();
    expect(difference(losses, run.losses, 1e-5, 1e-6)).toBeNull();
    for (const [name, values] of Object.entries(run.parameters)) {
      expect(difference(learned(session)[name]!, values, 1e-4, 1e-5), name).toBeNull();
    }
  });

  it("goes on bit for bit over a checkpoint, an edit elsewhere, new names, and a wire taken out and put back", () => {
    const first = open(graphOf(run));
    iterate(first.session, 5);
    const second = open(graphOf(run));
    second.session.open(second.session.planOf(graphOf(run)), true, structuredClone(first.session.checkpoint()));
    second.losses.length = 0;
    const { session } = second;
    iterate(session, 3);
    edit(session, withBystander(graphOf(run)));
    iterate(session, 2);
    edit(session, unwired(graphOf(run), "sgd.loss"));
    edit(session, graphOf(run));
    iterate(session, 2);
    const named = renamed(renamed(graphOf(run, 1), "hidden", "layer"), "sgd", "opt");
    edit(session, named, { hidden: "layer", sgd: "opt" });
    iterate(session, 7);
    edit(session, unwired(named, "layer.x"));
    edit(session, named);
    iterate(session, 5);
    const whole = straight();
    expect([...first.losses, ...second.losses]).toEqual(whole.losses);
    const back = Object.entries(learned(session)).map(([name, data]) => [name.replace("layer", "hidden"), data]);
    expect(Object.fromEntries(back)).toEqual(learned(whole.session));
  });
});

describe("what an optimiser remembers", () => {
  const adam = optimizedBy("adam", { lr: "0.01" });

  it("is found by the parameter's name and PyTorch's", () => {
    const { session } = open(adam);
    iterate(session, 3);
    expect(read(session, "hidden", "b.step")).toEqual([3]);
    expect(read(session, "hidden", "W.exp_avg")).toHaveLength(6 * 20);
    expect(read(session, "hidden", "W.exp_avg_sq").some((square) => square > 0)).toBe(true);
  });

  it("begins anew with a parameter of another shape, and stays with the others", () => {
    const { session } = open(adam);
    iterate(session, 3);
    const kept = read(session, "output", "b.exp_avg");
    edit(session, { ...adam, variables: { ...adam.variables, n_hidden: "21" } });
    expect(read(session, "hidden", "W.exp_avg")).toEqual(new Array(6 * 21).fill(0));
    expect(read(session, "hidden", "b.step")).toEqual([0]);
    expect(read(session, "output", "b.exp_avg")).toEqual(kept);
    iterate(session, 1);
    // Its correction counts its own steps, not the iterations.
    expect(read(session, "hidden", "b.step")).toEqual([1]);
    expect(read(session, "output", "b.step")).toEqual([4]);
  });

  it("is cleared by Reset", () => {
    const { session } = open(adam);
    iterate(session, 3);
    session.handle({ type: "reset" });
    expect(learned(session)).toEqual(learned(open(adam).session));
  });

  it("goes with the optimiser, and comes back when its removal is undone", () => {
    const momentum = optimizedBy("sgd", { lr: "0.01", momentum: "0.9" });
    const { session } = open(momentum);
    iterate(session, 3);
    const before = learned(session);
    edit(session, adam);
    expect(read(session, "hidden", "b.exp_avg")).toEqual(new Array(20).fill(0));
    edit(session, momentum, {}, true);
    expect(learned(session)).toEqual(before);
  });

  it("is not taken back from the shelf over what is in use", () => {
    const momentum = optimizedBy("sgd", { lr: "0.01", momentum: "0.9" });
    const { session } = open(momentum);
    iterate(session, 3);
    edit(session, adam);
    edit(session, momentum);
    iterate(session, 2);
    const before = learned(session);
    edit(session, withSettings(momentum, "sgd", { lr: "0.02" }), {}, true);
    expect(learned(session)).toEqual(before);
  });

  it("is not out of date when the optimiser's settings change: nothing runs again", () => {
    const momentum = optimizedBy("sgd", { lr: "0.01", momentum: "0.9" });
    const { session } = open(momentum);
    iterate(session, 2);
    session.handle({ type: "step" });
    const before = learned(session);
    edit(session, withSettings(momentum, "sgd", { momentum: "0.5" }));
    expect(session.state.cursor).toBeGreaterThan(0);
    expect(learned(session)).toEqual(before);
  });
});

describe("a setting that cannot be is refused in PyTorch's words", () => {
  const notBelow0 = "It is 0 or more.";
  const share = "It is a share, from 0 to below 1.";
  // Recorded: ValueError of torch.optim.SGD, Adam and AdamW.
  it.each([
    ["sgd", { lr: "-0.1" }, "lr", "Invalid learning rate: -0.1", notBelow0],
    ["sgd", { momentum: "-1" }, "momentum", "Invalid momentum value: -1", notBelow0],
    ["sgd", { weight_decay: "-1" }, "weight_decay", "Invalid weight_decay value: -1", notBelow0],
    [
      "sgd",
      { nesterov: true },
      "nesterov",
      "Nesterov momentum requires a momentum and zero dampening",
      "Give a momentum above 0 and a dampening of 0.",
    ],
    [
      "sgd",
      { nesterov: true, momentum: "0.9", dampening: "0.5" },
      "nesterov",
      "Nesterov momentum requires a momentum and zero dampening",
      "Give a momentum above 0 and a dampening of 0.",
    ],
    ["adam", { lr: "-0.1" }, "lr", "Invalid learning rate: -0.1", notBelow0],
    ["adam", { betas: "1.5, 0.9" }, "betas", "Invalid beta parameter at index 0: 1.5", share],
    ["adam", { betas: "0.9, -0.5" }, "betas", "Invalid beta parameter at index 1: -0.5", share],
    ["adam", { betas: "0.9" }, "betas", "expected two numbers, got 1"],
    ["adam", { eps: "-1" }, "eps", "Invalid epsilon value: -1", notBelow0],
    ["adamw", { weight_decay: "-1" }, "weight_decay", "Invalid weight_decay value: -1", notBelow0],
  ] as const)("%s %j", (type, settings, field, message, plain?) => {
    const { session } = open(optimizedBy(type, settings));
    expect(session.plan!.nodes.get("sgd")!.diagnostics).toEqual([{ node: "sgd", field, message, plain }]);
  });
});
