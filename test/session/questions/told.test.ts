import { expect, test } from "vitest";
import { formatNumber } from "../../../src/base/formatNumber.ts";
import { told, type ToldArguments } from "../../../src/session/questions/told.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import { batchGraph, notebookGraph, withSettings } from "../graphs.ts";
import { running } from "../running.ts";
import type { ToldBefore, ToldPiece, ToldStep } from "../../../src/protocol/toldReport.ts";
import type { CellRef } from "../../../src/protocol/tensorRef.ts";

/** The notebook's network, whose losses and gradients PyTorch recorded. */
function notebook(): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(notebookGraph()), true);
  return session;
}

function sentence(session: Session, args: Partial<ToldArguments> = {}): string | null {
  const report = told.answer(running(session), { by: "node", cell: null, ...args });
  return report === null ? null : `${report.node}: ${report.pieces.map(({ text }) => text).join("")}`;
}

function step(session: Session, times = 1, type: "step" | "stepInto" = "step"): void {
  for (let i = 0; i < times; i++) session.handle({ type });
}

test("each step of the notebook is told in a sentence with its numbers, forward, backward and in the update", () => {
  const session = notebook();
  expect(sentence(session)).toBeNull();
  const sentences: (string | null)[] = [];
  let before: ToldBefore | null = null;
  do {
    step(session);
    sentences.push(sentence(session, { before }));
    const report = told.answer(running(session), { by: "node", cell: null, before });
    if (report?.next != null && report.next.index.length > 0) before = { ...report, cell: report.next };
  } while (session.state.cursor > 0);
  expect(sentences).toMatchInlineSnapshot(`
    [
      "C: the row of C (27×2) for each of the 96 numbers of context.x (32×3). In example “.em” → “m”: C.out[2, 0, 0] = C['.', 0] = 1.5674",
      "view: the same 192 numbers of C.out, laid out as 32×6 in place of 32×3×2. In example “.em” → “m”: view[2, 0] = C.out[2, 0, 0] = 1.5674",
      "hidden: each of the 32 rows of view (6 numbers) times each of the 100 columns of hidden.W (6×100), plus hidden.b. In example “.em” → “m”: hidden[2, 0] = (1.5674 · 0.6169 + 2.4448 · (-0.7068) − 0.6858 (the other 4)) + (-1.6556) = -3.1026",
      "tanh: tanh of each of the 3,200 numbers of hidden (32×100), giving numbers between −1 and 1. In example “.em” → “m”: tanh[2, 0] = tanh(-3.1026) = -0.9960",
      "output: each of the 32 rows of tanh (100 numbers) times each of the 27 columns of output.W (100×27), plus output.b. In example “.em” → “m”: output[2, '.'] = (0.9988 · 2.2064 + 1.0000 · 2.1678 − 0.8520 (the other 98)) + 0.6626 = 4.1821",
      "loss: the logarithm of the probability that output gives to each right answer in context.y (32 numbers), averaged, with the sign turned. loss = -((-31.8166) + (-32.8078) − 504.0064 (the other 30)) / 32 = 17.7697; -31.8166 is the logarithm of the right answer's probability in “...” → “e”",
      "loss: the backward pass begins: loss.grad = 1, as 0.01 more in loss makes it 0.01 larger. Then the gradient of output: loss.grad times each answer's probability (minus 1 at the right one) over the number of examples. In example “.em” → “m”: output.grad[2, 'i'] = 1.0000 · (0.9998 − 0) / 32 = 0.0312. So 0.01 more in output[2, 'i'] makes the loss about 0.00031 larger",
      "output: the gradient of output.W (and output.b): output.grad · tanh, summed over 32 rows. output.W.grad[0, '.'] = (-0.0312) · (-0.9835) + (-0.0312) · (-0.9819) + 0.0636 (the other 30) = 0.1250; “via” → “.” weighs most, 0.0307. So 0.01 more in output.W[0, '.'] makes the loss about 0.0012 larger. It hands back tanh.grad[2, 0] = output.grad[2, :] · output.W[0, :] = -0.0243",
      "tanh: the gradient of hidden: each number of tanh.grad times 1 − tanh², the slope of tanh there. In example “.em” → “m”: hidden.grad[2, 0] = (-0.0243) · (1 − (-0.9960)²) = -0.0002. So 0.01 more in hidden[2, 0] makes the loss about 0.000002 smaller",
      "hidden: the gradient of hidden.W (and hidden.b): hidden.grad · view, summed over 32 rows. hidden.W.grad[0, 0] = 0.0594 · 1.5674 + 0.0894 · 1.5674 + 0.1387 (the other 30) = 0.3719; “.ol” → “i” weighs most, 0.1401. So 0.01 more in hidden.W[0, 0] makes the loss about 0.0037 larger. It hands back view.grad[2, 0] = hidden.grad[2, :] · hidden.W[0, :] = -0.0347",
      "view: the gradient of C.out: the same numbers as view.grad, each back where its number is from. In example “.em” → “m”: C.out.grad[2, 0, 0] = view.grad[2, 0] = -0.0347. So 0.01 more in C.out[2, 0, 0] makes the loss about 0.00035 smaller",
      "C: the gradient of C: each row adds up the C.out.grad of every place where it was looked up. C.grad['.', 1] = 0.5670 + 0.6529 + 1.9443 (the other 28) = 3.1642; of 30 places in 15 examples one in “..a” → “v” weighs most, 0.6529. So 0.01 more in C['.', 1] makes the loss about 0.032 larger",
      "sgd: C, hidden.W, hidden.b, output.W and output.b: each number minus the learning rate, 0.1, times its gradient. C['.', 1]: (-0.2373) − 0.1 · 3.1642 = -0.5537; its gradient is positive, so it goes down, for the loss to go down",
    ]
  `);
});

test("what a layer hands back is the number with which the next step of the pass begins", () => {
  const session = notebook();
  const handed: (string | undefined)[] = [];
  let last: ToldStep | null = null;
  do {
    step(session);
    const before: ToldBefore | null = last === null ? null : { ...last, cell: last.next };
    const report: ToldStep = told.answer(running(session), { by: "node", cell: null, before })!;
    if (last !== null && last.next !== last.cell) {
      const { next } = last;
      const isNext = ({ cell }: ToldPiece): boolean => JSON.stringify(cell) === JSON.stringify(next);
      handed.push(last.pieces.findLast((piece) => isNext(piece) && piece.value !== undefined)?.name);
      expect(report.pieces.some(isNext)).toBe(true);
    }
    last = report;
  } while (session.state.cursor > 0);
  expect(handed).toEqual(["tanh.grad[2, 0]", "view.grad[2, 0]"]);
});

test("the loss is told beside what it was before the update, unless an edit came between", () => {
  const session = notebook();
  const loss = (): string => {
    do step(session);
    while (running(session).program.instructions[session.state.cursor - 1]?.node !== "loss");
    return sentence(session)!;
  };
  expect(loss()).not.toContain("before the update");
  session.handle({ type: "iterate" });
  expect(loss()).toMatch(/ = 13\.6564; .*; before the update the loss was 17\.7697$/u);
  session.handle({ type: "iterate" });
  expect(loss()).toMatch(/; before the update the loss was 13\.6564$/u);
  session.handle({ type: "iterate" });
  session.edit(session.planEdit(withSettings(notebookGraph(), "sgd", { lr: "0.5" })), {});
  expect(loss()).not.toContain("before the update");
});

test("inside a node the op is told that ran, and where the backward pass begins, what with", () => {
  const session = notebook();
  step(session, 2);
  step(session, 1, "stepInto");
  expect(sentence(session)).toMatch(
    /^hidden: each of the 32 rows of view \(6 numbers\) times each of the 100 columns of hidden\.W \(6×100\)\. In /,
  );
  step(session, 1, "stepInto");
  expect(sentence(session, { by: "op" })).toMatch(
    /plus hidden\.b \(100 numbers\), number by number, hidden\.b repeated to 32×100/,
  );
  expect(sentence(session)).toMatch(/columns of hidden\.W \(6×100\), plus hidden\.b\./);
  step(session, 2);
  step(session, 1, "stepInto");
  step(session, 1, "stepInto");
  expect(sentence(session, { by: "op" })).toMatch(/^loss: Sets the gradients to 0.*loss\.grad = 1\.0000$/);
});

test("the cell that its reader looks at is told of, if the step made it, as number or as gradient", () => {
  const session = notebook();
  const cell: CellRef = { node: "hidden", port: "out", side: "value", index: [3, 7] };
  step(session, 3);
  expect(sentence(session, { cell })).toMatch(/hidden\[3, 7\] = /);
  const weight: CellRef = { node: "hidden", port: "W", side: "value", index: [2, 5] };
  expect(sentence(session, { cell: weight })).toMatch(/hidden\[2, 0\] = /);
  step(session, 7);
  expect(sentence(session, { cell: weight })).toMatch(/W\.grad\[2, 5\] = .*So 0\.01 more in hidden\.W\[2, 5\] makes/);
  // Of another shape, since an edit.
  expect(sentence(session, { cell: { ...weight, index: [9, 9] } })).toMatch(/W\.grad\[0, 0\] = /);
});

test("what an edit or another batch took away is not told", () => {
  const session = new Session(backend, new Map(), () => undefined);
  const graph = batchGraph();
  session.open(session.planOf(graph), true);
  session.handle({ type: "iterate" });
  expect(sentence(session)).toMatch(/each number minus the learning rate, 0\.1, times its gradient\. /);
  // Another learning rate is not the one that moved them.
  const faster = withSettings(graph, "sgd", { lr: "0.5" });
  session.edit(session.planEdit(faster), {});
  expect(sentence(session)).toBeNull();
  session.handle({ type: "iterate" });
  expect(sentence(session)).toMatch(/the learning rate, 0\.5, times its gradient\. C\[.*\]: .* − 0\.5 · /);
  const wider = withSettings(graph, "hidden", { out: "20" });
  session.edit(session.planEdit(wider), {});
  expect(sentence(session)).toBeNull();
});

test("an index is said as the letter that it stands for, and a largest shows what it chose", () => {
  const session = new Session(backend, new Map(), () => undefined);
  const graph = notebookGraph();
  const nodes = [
    ...graph.nodes,
    { id: "guess", type: "argmax", settings: { dim: "1" } },
    { id: "wrong", type: "expression", settings: { formula: "x != y" } },
    { id: "top", type: "max", settings: { dim: "1" } },
  ];
  const edges = [
    ...graph.edges,
    { from: "output.out", to: "guess.x" },
    { from: "output.out", to: "top.x" },
    { from: "guess.out", to: "wrong.x" },
    { from: "context.y", to: "wrong.y" },
  ];
  session.open(session.planOf({ ...graph, nodes, edges }), true);
  const sentences = new Map<string, string>();
  do {
    step(session);
    const text = sentence(session) ?? "";
    sentences.set(text.slice(0, text.indexOf(":")), text);
  } while (session.state.cursor > 0 && sentences.size < 9);
  expect(["guess", "top", "wrong"].map((node) => sentences.get(node))).toMatchInlineSnapshot(`
    [
      "guess: which of the 27 numbers in each row of output (32×27) is the largest: its place, counted from 0. In example “.em” → “m”: guess[2] = 9, the place of output[2, 'i'] = 25.9028, the largest of the 27; 9 is “i”",
      "top: the largest of the 27 numbers in each row of output (32×27). In example “.em” → “m”: top[2] = max(17.0966, 25.9028, … 25 more) = 25.9028",
      "wrong: x != y, where x is guess (32 numbers) and y is context.y (32 numbers), number by number. In example “.em” → “m”: wrong[2]: 9 is not 13? yes, so 1.0000; 9 is “i” and 13 is “m”",
    ]
  `);
});

test("of a largest the two largest are written, in their order, and how many more there are", () => {
  const session = new Session(backend, new Map(), () => undefined);
  const graph = notebookGraph();
  const nodes = [...graph.nodes, { id: "top", type: "max", settings: { dim: "1" } }];
  session.open(session.planOf({ ...graph, nodes, edges: [...graph.edges, { from: "hidden.out", to: "top.x" }] }), true);
  do step(session);
  while (running(session).program.instructions[session.state.cursor - 1]?.node !== "top");
  const { tensors } = running(session).program;
  const rows = tensors.find("hidden", "out")!;
  const [width, data] = [100, rows.storage.data];
  for (let row = 0; row < 32; row++) {
    const numbers = Array.from({ length: width }, (_, at) => data[row * width + at]!);
    const largest = [...numbers.keys()].toSorted((a, b) => numbers[b]! - numbers[a]!).slice(0, 2);
    const cell: CellRef = { node: "top", port: "out", side: "value", index: [row] };
    const told = /= max\((.*?)\) = /u.exec(sentence(session, { cell })!)![1]!;
    const shown = largest.toSorted((a, b) => a - b).map((one) => formatNumber(numbers[one]!));
    expect(told.split(", ")).toEqual([...shown, `… ${width - 2} more`]);
  }
});

test("the next step tells of the same place in the same shape, of the same example in another, and only within a pass", () => {
  const session = notebook();
  step(session, 4);
  const cell: CellRef = { node: "hidden", port: "out", side: "value", index: [3, 8] };
  const before = { pass: "forward", iteration: session.state.iteration, cell } as const;
  expect(sentence(session, { before })).toMatch(/tanh\[3, 8\] = /);
  expect(sentence(session, { before: { ...before, pass: "backward" } })).toMatch(/tanh\[2, 0\] = /);
  expect(sentence(session, { before: { ...before, iteration: 7 } })).toMatch(/tanh\[2, 0\] = /);
  step(session);
  // 27 columns have nothing to do with 100.
  expect(sentence(session, { before })).toMatch(/output\[3, '\.'\] = /);
  step(session, 5);
  const grad = { ...before, pass: "backward", cell: { ...cell, side: "grad", index: [31, 8] } } as const;
  // W's rows are no examples, and its columns say nothing of those before.
  expect(sentence(session, { before: grad })).toMatch(/W\.grad\[0, 0\] = /);
  step(session);
  const weight = {
    ...before,
    pass: "backward",
    cell: { node: "hidden", port: "W", side: "grad", index: [4, 7] },
  } as const;
  // Nor is what a reader chose in W a place in the example's numbers.
  const own = sentence(session);
  expect(own).toMatch(/C\.out\.grad\[2, 0, 0\] = /);
  expect(sentence(session, { before: weight })).toBe(own);
});

test("what a node converts for itself is named in full where the conversion is the step", () => {
  const session = new Session(backend, new Map(), () => undefined);
  const graph = notebookGraph();
  const nodes = [...graph.nodes, { id: "wrong", type: "expression", settings: { formula: "x > 3" } }];
  session.open(
    session.planOf({ ...graph, nodes, edges: [...graph.edges, { from: "context.y", to: "wrong.x" }] }),
    true,
  );
  const sentences: (string | null)[] = [];
  do {
    step(session, 1, "stepInto");
    sentences.push(sentence(session, { by: "op" }));
  } while (session.state.cursor > 0);
  const own = sentences.filter((text) => text?.startsWith("wrong: "));
  expect(own).toHaveLength(2);
  expect(own[0]).toMatch(/as float32\..*context\.y\.float\(\)\[2\] = context\.y\[2\] = 13\.0000/);
  expect(own[1]).not.toContain("float()");
});

test("a tensor has one name in all sentences, and each number says whose it is", () => {
  const session = notebook();
  const names = new Map<string, Set<string>>();
  do {
    step(session, 1, "stepInto");
    for (const by of ["node", "op"] as const) {
      for (const piece of told.answer(running(session), { by, cell: null })?.pieces ?? []) {
        if (piece.cell === undefined) continue;
        const { node, port, side } = piece.cell;
        const called = piece.name ?? piece.text;
        const known = names.get(`${node}.${port} ${side}`) ?? new Set();
        names.set(`${node}.${port} ${side}`, known.add(called.replace(/\[[^[]*\]$/u, "")));
        expect(piece.value === undefined, called).toBe(piece.name === undefined);
      }
    }
  } while (session.state.cursor > 0);
  expect([...names.values()].filter(({ size }) => size > 1)).toEqual([]);
  expect([...names.get("hidden.W value")!, ...names.get("C.C grad")!]).toEqual(["hidden.W", "C.grad"]);
});

/** The notebook's network, whose W comes from outside: its W is used twice, or a penalty on it is added to the loss. */
function sharedWeight(use: "twice" | "penalty"): Session {
  const session = new Session(backend, new Map(), () => undefined);
  const graph = notebookGraph();
  const nodes = [
    ...graph.nodes.filter(({ id }) => id !== "hidden"),
    { id: "shared", type: "parameter", settings: { shape: "6, 100" } },
    { id: "one", type: "matmul", settings: {} },
    { id: "two", type: use === "twice" ? "matmul" : "mean", settings: {} },
    { id: "sum", type: "add", settings: {} },
  ];
  const kept = graph.edges.filter(({ from, to }) => !`${from} ${to}`.includes("hidden") && from !== "loss.loss");
  const twice = [
    "view.out two.a",
    "shared.out two.b",
    "one.out sum.a",
    "two.out sum.b",
    "sum.out tanh.x",
    "loss.loss sgd.loss",
  ];
  const penalty = ["shared.out two.x", "loss.loss sum.a", "two.out sum.b", "sum.out sgd.loss", "one.out tanh.x"];
  const wires = ["view.out one.a", "shared.out one.b", ...(use === "twice" ? twice : penalty)];
  const edges = wires.map((wire) => ({ from: wire.split(" ")[0]!, to: wire.split(" ")[1]! }));
  session.open(session.planOf({ ...graph, nodes, edges: [...kept, ...edges] }), true);
  return session;
}

test.each([
  ["twice", /; of 64 parts in 32 examples one in “.*” weighs most, /u],
  ["penalty", /shared\.grad\[\d+, \d+\] = [^;,]* = [-\d.]+\. So 0\.01 more/u],
] as const)("a weight's examples are counted for what they are, where it is used %s", (use, words) => {
  const session = sharedWeight(use);
  let last = "";
  do {
    step(session);
    const text = sentence(session) ?? "";
    if (/ shared\.grad\[[^\]]*\] = /u.test(text)) last = text;
  } while (session.state.cursor > 0);
  expect(last).toMatch(words);
});
