import { describe, expect, it } from "vitest";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { opened, wiredGraph, type WiredNodes } from "../../contract/nodes/wiredGraph.ts";
import { findTensor } from "../findTensor.ts";
import { placing } from "../../../src/session/stops/placing.ts";

const p: WiredNodes = { p: ["parameter", { shape: "3", init: "ones" }] };

function faults(nodes: WiredNodes, ...wires: string[]): string[] {
  return planDiagnostics(opened(wiredGraph(nodes, ...wires)).plan!).map(({ message }) => message);
}

/** The gradient of the tensor once the backward pass is over; null where it has none. */
function grad(session: ReturnType<typeof opened>, node: string): number[] | null {
  session.handle({ type: "iterate" });
  const found = session.plan!.grads.get(findTensor(session.plan!, node, "out")!);
  return found === undefined ? null : [...found.storage.data];
}

describe("a loss that no gradient connects to a parameter is refused in PyTorch's words", () => {
  const UNCONNECTED = ["element 0 of tensors does not require grad and does not have a grad_fn"];
  const sgd: WiredNodes = { loss: ["mean"], sgd: ["sgd"] };

  it.each(["x > 0", "x == x", "0 < x < 2", "(x > 0) * 3", "(x > 0) ? 1 : 2", "3", "abs(x > 0)"])(
    "formula %s",
    (formula) => {
      const nodes: WiredNodes = { ...p, e: ["expression", { formula }], ...sgd };
      expect(faults(nodes, "p.out e.x", "e.out loss.x", "loss.out sgd.loss")).toEqual(UNCONNECTED);
    },
  );

  // Recorded: each has a grad_fn in PyTorch, though its slope is 0 everywhere.
  it.each([
    "sign(x)",
    "floor(x)",
    "round(x)",
    "ceil(x)",
    "0 * x",
    "x ^ 0",
    "x > 0 ? x : 2",
    "x * (x > 0)",
    "max(x, 2)",
  ])("but not formula %s", (formula) => {
    const nodes: WiredNodes = { ...p, e: ["expression", { formula }], ...sgd };
    expect(faults(nodes, "p.out e.x", "e.out loss.x", "loss.out sgd.loss")).toEqual([]);
  });

  it.each([
    ["indices", { e: ["argmax", { dim: "0" }], f: ["to", { dtype: "float32" }] }],
    ["integers and back", { e: ["to", { dtype: "int32" }], f: ["to", { dtype: "float32" }] }],
  ] as [string, WiredNodes][])("%s", (_title, route) => {
    const wires = ["p.out e.x", "e.out f.x", "f.out loss.x", "loss.out sgd.loss"];
    expect(faults({ ...p, ...route, ...sgd }, ...wires)).toEqual(UNCONNECTED);
  });

  it("data alone", () => {
    const nodes: WiredNodes = { c: ["constant", { values: "1, 2", shape: "2", dtype: "float32" }], ...sgd };
    expect(faults(nodes, "c.out loss.x", "loss.out sgd.loss")).toEqual(UNCONNECTED);
  });
});

it("a parameter that is only compared has no gradient and no update, as one whose .grad is None", () => {
  const session = opened(
    wiredGraph(
      {
        ...p,
        q: ["parameter", { shape: "3", init: "ones" }],
        e: ["expression", { formula: "x * (y > 0)" }],
        loss: ["sum"],
        sgd: ["sgd", { lr: "0.5", weight_decay: "0.5" }],
      },
      "p.out e.x",
      "q.out e.y",
      "e.out loss.x",
      "loss.out sgd.loss",
    ),
  );
  expect(grad(session, "p")).toEqual([1, 1, 1]);
  expect(grad(session, "q")).toBeNull();
  expect([...findTensor(session.plan!, "q", "out")!.storage.data]).toEqual([1, 1, 1]);
});

describe("a loss of one element", () => {
  it.each(["1", "1, 1", "1, 1, 1"])("may have the shape [%s]", (shape) => {
    const session = opened(
      wiredGraph(
        { p: ["parameter", { shape, init: "ones" }], loss: ["mul"], sgd: ["sgd", { lr: "0.1" }] },
        "p.out loss.a",
        "p.out loss.b",
        "loss.out sgd.loss",
      ),
    );
    // Recorded: p = torch.ones(1, requires_grad=True); (p * p).backward(); p.grad
    expect(grad(session, "p")).toEqual([2]);
    expect(session.loss).toEqual({ iteration: 0, loss: 1 });
    expect([...session.curves()[0]!.points]).toEqual([0, 1]);
    session.setBreakpoints(
      [{ id: "low", node: null, pass: "all", condition: "loss < 0.5", enabled: true }],
      false,
      placing,
    );
    session.handle({ type: "train", stopAt: 20 });
    while (session.state.phase === "training") session.handle({ type: "tick" });
    expect(session.state.halted?.reason).toBe("breakpoint");
  });

  it.each([
    ["two", "2"],
    ["none", "0"],
  ])("cannot have %s", (_title, shape) => {
    const nodes: WiredNodes = { p: ["parameter", { shape, init: "ones" }], loss: ["mul"], sgd: ["sgd"] };
    expect(faults(nodes, "p.out loss.a", "p.out loss.b", "loss.out sgd.loss")).toEqual([
      "grad can be implicitly created only for scalar outputs",
    ]);
  });
});
