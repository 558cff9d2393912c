import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import type { Session } from "../../../src/session/session.ts";
import { batchGraph, notebookGraph, withSettings } from "../graphs.ts";
import { fingerprint, opened, positionKey, recordTimeline, settle } from "../walk.ts";
import type { Breakpoint } from "../../../src/protocol/breakpoint.ts";
import { placing } from "../../../src/session/stops/placing.ts";

function at(node: string | null, pass: Breakpoint["pass"], condition = "", id = "one"): Breakpoint {
  return { id, node, pass, condition, enabled: true };
}

function run(session: Session): string {
  session.handle({ type: "train", stopAt: 40 });
  settle(session);
  return session.state.halted?.sentence ?? "";
}

/** What runs next, and in which iteration. */
function where({ state, program }: Session): string {
  const { pass, node } = program!.instructions[state.cursor]!;
  return `${state.iteration} ${pass} ${node}`;
}

function stopped(breakpoint: Breakpoint, graph = notebookGraph()) {
  const { session, losses } = opened(graph);
  session.setBreakpoints([breakpoint], false, placing);
  const sentence = run(session);
  return { session, losses, sentence, faults: session.breakpoints.map(({ fault }) => fault) };
}

describe("a breakpoint", () => {
  test("tells a faulty variable, in its condition and in its node, in the words that the field has", () => {
    const graph = notebookGraph();
    const variables = { ...graph.variables, n_x: "5 +", limit: "2 * 8" };
    const spare = { id: "spare", type: "parameter", settings: { shape: "n_x, 2" } };
    const { session } = opened({ ...graph, variables, nodes: [...graph.nodes, spare] });
    session.setBreakpoints(
      [
        at("hidden", "forward", "loss < n_x", "a"),
        at("spare", "forward", "max(out) > 1", "b"),
        at(null, "all", "loss < limit", "c"),
      ],
      false,
      placing,
    );
    const faults = session.breakpoints.map(({ fault }) => fault);
    const faulty = 'the variable "n_x" is faulty: ';
    expect(faults[0]).toContain(`node "hidden": condition "loss < n_x": at character 8: ${faulty}`);
    expect(faults[1]).toContain(`node "spare": field "shape": ${faulty}`);
    expect(faults[2]).toBeNull();
    expect(run(session)).toContain("breakpoint loss < limit");
    // What the variable is now counts for the next stop.
    const edited = { ...graph, variables: { ...variables, limit: "1e9" } };
    session.edit(session.planEdit(edited), {});
    session.setBreakpoints([at(null, "all", "loss > limit", "c")], false, placing);
    session.edit(session.planEdit({ ...graph, variables: { ...variables, limit: "0" } }), {});
    expect(run(session)).toContain("breakpoint loss > limit");
  });

  test.each([
    [at("tanh", "forward"), "0 forward tanh", 'stopped before the forward pass of "tanh" in iteration 0: breakpoint'],
    [
      at("tanh", "backward"),
      "0 backward tanh",
      'stopped before the backward pass of "tanh" in iteration 0: breakpoint',
    ],
    [at("hidden", "update"), "0 update sgd", 'stopped before the update of "hidden" in iteration 0: breakpoint'],
    [at("sgd", "all"), "0 update sgd", 'stopped before the update of "sgd" in iteration 0: breakpoint'],
    [
      at("loss", "backward", "max(grad) == 1"),
      "0 backward loss",
      'stopped before the backward pass of "loss" in iteration 0: breakpoint max(grad) == 1',
    ],
    [
      at("C", "forward", "iteration == 7"),
      "7 forward C",
      'stopped before the forward pass of "C" in iteration 7: breakpoint iteration == 7',
    ],
    [
      at("tanh", "forward", "max(abs(out)) > 0.9"),
      "0 forward output",
      'stopped after the forward pass of "tanh" in iteration 0: breakpoint max(abs(out)) > 0.9',
    ],
    [at(null, "all", "iteration == 20"), "20 forward C", "stopped at iteration 20: breakpoint iteration == 20"],
    [at("hidden", "all", "max(abs(W)) > 100"), "41 forward C", "stopped at iteration 40"],
    [
      at("hidden", "all", "W.grad[0, 0] != 0"),
      "0 backward view",
      'stopped after the backward pass of "hidden" in iteration 0: breakpoint W.grad[0, 0] != 0',
    ],
    [
      at("C", "backward", "C.grad[5, -1] != 0"),
      "0 update sgd",
      'stopped after the backward pass of "C" in iteration 0: breakpoint C.grad[5, -1] != 0',
    ],
    [
      at("tanh", "backward", "output.W.grad[0, 0] != 0"),
      "0 backward tanh",
      'stopped before the backward pass of "tanh" in iteration 0: breakpoint output.W.grad[0, 0] != 0',
    ],
    [
      at(null, "all", "hidden.out[0, 0] != 0"),
      "0 forward tanh",
      "stopped at iteration 0: breakpoint hidden.out[0, 0] != 0",
    ],
    [
      at(null, "all", "max(abs(hidden.W.grad)) > 0 and loss < 20"),
      "0 backward view",
      "stopped at iteration 0: breakpoint max(abs(hidden.W.grad)) > 0 and loss < 20",
    ],
    [
      at(null, "all", "iteration == 3 and hidden.W[0, 0] == hidden.W[0, 0]"),
      "3 forward C",
      "stopped at iteration 3: breakpoint iteration == 3 and hidden.W[0, 0] == hidden.W[0, 0]",
    ],
  ])("%o stops there", (breakpoint, place, sentence) => {
    const { session, ...stop } = stopped(breakpoint);
    expect(stop.faults).toEqual([null]);
    expect([where(session), stop.sentence]).toEqual([place, sentence]);
    expect(session.state.phase).toBe("idle");
  });

  test("on the loss stops in the first iteration whose loss it is, before anything moves", () => {
    const { session, losses } = stopped(at(null, "all", "loss < 5"));
    expect(where(session)).toMatch(/^\d+ backward loss$/);
    expect(session.loss!.loss).toBeLessThan(5);
    expect(losses.every(([, , loss]) => loss >= 5)).toBe(true);
    expect(losses).toHaveLength(session.state.iteration);
    expect(session.state.halted).toMatchObject({ reason: "breakpoint", breakpoint: "one" });
  });

  test("on a gradient sees the gradient of that iteration", () => {
    const { session } = stopped(at("hidden", "backward", "max(abs(grad)) > 0.02"));
    const { plan } = session;
    const output = plan!.nodes.get("hidden")!.outputs["out"]!;
    const grad = output.kind === "tensor" ? plan!.grads.get(output.tensor)! : null;
    expect(where(session)).toMatch(/^\d+ backward hidden$/);
    expect(Math.max(...[...grad!.storage.data].map(Math.abs))).toBeGreaterThan(0.02);
  });

  test("is passed by going on, met again in the next iteration, and changes no bit", () => {
    const { session } = stopped(at("tanh", "backward"), batchGraph());
    const timeline = recordTimeline(opened(batchGraph()).session, 3);
    for (const iteration of [0, 1, 2]) {
      expect(where(session)).toBe(`${iteration} backward tanh`);
      expect(fingerprint(session)).toBe(timeline.get(positionKey(session.state)));
      run(session);
    }
  });

  test("stops a pass, a run to an instruction, many iterations and a play, but no way back", () => {
    const { session } = opened(notebookGraph());
    session.setBreakpoints([at("tanh", "forward")], false, placing);
    session.handle({ type: "runPass" });
    expect(where(session)).toBe("0 forward tanh");
    session.handle({ type: "runPass" });
    expect(where(session)).toBe("0 backward loss");
    session.handle({ type: "iterateMany", count: 5 });
    settle(session);
    expect(where(session)).toBe("1 forward tanh");
    session.handle({ type: "play", granularity: "instruction" });
    settle(session);
    expect(where(session)).toBe("2 forward tanh");
    session.handle({ type: "iterate" });
    session.handle({ type: "runTo", cursor: 9 });
    expect(where(session)).toBe("3 forward tanh");
    session.handle({ type: "seek", iteration: 2, cursor: 9 });
    settle(session);
    expect(session.state).toMatchObject({ iteration: 2, cursor: 9 });
  });

  test("is kept through edits, a renaming and Reset; a node that is gone leaves it waiting", () => {
    const graph = notebookGraph();
    const { session } = opened(graph);
    session.setBreakpoints([at("tanh", "forward")], false, placing);
    const text = JSON.stringify(graph).replaceAll('"tanh.', '"act.').replaceAll('"id":"tanh"', '"id":"act"');
    const renamed = JSON.parse(text) as typeof graph;
    session.edit(session.planEdit(renamed), { tanh: "act" });
    session.handle({ type: "reset" });
    run(session);
    expect(where(session)).toBe("0 forward act");
    const without = {
      ...renamed,
      nodes: renamed.nodes.filter(({ id }) => id !== "act"),
      edges: renamed.edges.filter(({ from, to }) => !`${from} ${to}`.includes("act.")),
    };
    session.edit(session.planEdit(without), {});
    expect(session.breakpoints).toEqual([{ id: "one", fault: 'node "act": it has no forward step to stop at' }]);
    session.edit(session.planEdit(renamed), {});
    expect(session.breakpoints).toEqual([{ id: "one", fault: null }]);
  });

  test.each([
    [at("nobody", "all"), 'node "nobody": it has no step to stop at'],
    [at("tanh", "update"), 'node "tanh": it has no update step to stop at'],
    [
      at("tanh", "forward", "max(grad) > 1"),
      'node "tanh": condition "max(grad) > 1": grad is known from the backward pass on, the breakpoint is in the forward pass',
    ],
    [
      at("tanh", "all", "max(W) > 1"),
      'node "tanh": condition "max(W) > 1": at character 5: the name "W" is not known here, known are loss, iteration, out, grad, block_size, n_embd, n_hidden, and other nodes\' tensors, as hidden.W',
    ],
    [
      at(null, "all", "max(out) > 1"),
      'condition "max(out) > 1": at character 5: the name "out" is not known here, known are loss, iteration, block_size, n_embd, n_hidden, and other nodes\' tensors, as hidden.W',
    ],
    [at(null, "all"), "expected a condition, such as loss < 2"],
    [
      at("tanh", "forward", "max(hidden.W.grad) > 1"),
      'node "tanh": condition "max(hidden.W.grad) > 1": hidden.W.grad is known from the backward pass on, the breakpoint is in the forward pass',
    ],
    [
      at(null, "all", "max(hiden.W) > 1"),
      'condition "max(hiden.W) > 1": at character 5: there is no node "hiden", there are words, tokenize, context, C, view, hidden, tanh, output, loss, sgd',
    ],
    [
      at(null, "all", "hidden.V[0, 0] > 1"),
      'condition "hidden.V[0, 0] > 1": at character 1: node "hidden" has no tensor "V", it has out, grad, W, b, W.grad, b.grad',
    ],
    [
      at(null, "all", "max(hidden) > 1"),
      'condition "max(hidden) > 1": at character 5: "hidden" is a node, name one of its tensors: as hidden.out',
    ],
    [
      at(null, "all", "context.x.grad[0, 0] > 1"),
      'condition "context.x.grad[0, 0] > 1": at character 1: "x" has no gradient here, as no training depends on it',
    ],
  ])("%o cannot stop, and says why", (breakpoint, fault) => {
    expect(stopped(breakpoint).faults[0]).toBe(fault);
  });

  test("names tensors of a node by its new name once that is renamed, in quotes where it is no plain name", () => {
    const graph = notebookGraph();
    const { session } = opened(graph);
    const condition = "max(abs(hidden.W)) > 0 and C.grad[5, 0] > 100";
    session.setBreakpoints([at(null, "all", condition)], false, placing);
    expect(session.breakpoints).toEqual([{ id: "one", fault: null }]);
    const text = JSON.stringify(graph)
      .replaceAll(/"(hidden|C)\./g, '"my $1.')
      .replaceAll(/"id":"(hidden|C)"/g, '"id":"my $1"');
    const renamed = JSON.parse(text) as typeof graph;
    session.edit(session.planEdit(renamed), { hidden: "my hidden", C: "my C" });
    expect(session.breakpoints).toEqual([{ id: "one", fault: null }]);
    session.setBreakpoints([at(null, "all", condition)], false, placing);
    expect(session.breakpoints[0]!.fault).toContain('there is no node "hidden"');
    session.setBreakpoints(
      [at(null, "all", `'my hidden'.out[0, 0] > -100 and "my C".C.grad[5, 0] < 100`)],
      false,
      placing,
    );
    expect(session.breakpoints).toEqual([{ id: "one", fault: null }]);
  });

  test("that is not enabled stops nothing, and its condition is checked", () => {
    const off = { ...at("tanh", "forward", "max(W) > 1"), enabled: false };
    const { sentence, faults } = stopped(off);
    expect(sentence).toBe("stopped at iteration 40");
    expect(faults[0]).toContain('the name "W" is not known here');
    expect(stopped({ ...off, condition: "" })).toMatchObject({ sentence: "stopped at iteration 40", faults: [null] });
  });
});

describe("the first number that is not finite", () => {
  test("stops the run where it came to be: node, op and index", () => {
    const graph = withSettings(notebookGraph(), "sgd", { lr: "1e39" });
    const { session } = opened(graph);
    session.setBreakpoints([], true, placing);
    run(session);
    expect(session.state.halted).toMatchObject({ reason: "notFinite", node: "sgd", op: "sgd" });
    expect(session.state.halted!.index).toHaveLength(2);
    expect(session.state.halted!.sentence).toMatch(/, node "sgd": sgd made C\.C\[\d+, \d+\] = -?(inf|nan)$/);
    expect(session.state).toMatchObject({ iteration: 0, phase: "idle" });
  });

  test("is found in a forward pass, in the op that overflows", () => {
    const text = readFileSync(new URL("../../../graphs/softmax-overflow.json", import.meta.url), "utf8");
    const { session } = opened(readGraph(text));
    session.setBreakpoints([], true, placing);
    session.handle({ type: "iterate" });
    expect(session.state.halted).toEqual({
      reason: "notFinite",
      node: "counts",
      op: "exp",
      index: [3],
      sentence: 'stopped at the first number that is not finite, node "counts": exp(100) = inf at [3]',
    });
    expect(where(session)).toMatch(/^0 forward /);
  });

  test("is not looked for unless it was asked for", () => {
    const { session } = opened(withSettings(notebookGraph(), "sgd", { lr: "1e39" }));
    expect(run(session)).toBe("stopped at iteration 40");
  });
});
