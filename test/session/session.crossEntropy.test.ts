import { expect, test } from "vitest";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { decode, fixture, type Recorded } from "../fixtures/fixture.ts";
import { opened, wiredGraph } from "../contract/nodes/wiredGraph.ts";
import { difference } from "../tensor/close.ts";
import { findTensor } from "../program/findTensor.ts";

interface Training {
  readonly target: readonly number[];
  readonly options: Readonly<Record<string, string | number>>;
  readonly losses: readonly Recorded[];
  readonly grad: readonly Recorded[];
  readonly logits: readonly Recorded[];
}

const { ignored_targets: trainings } = fixture("torch.json") as { ignored_targets: readonly Training[] };

function graphOf(target: readonly number[], options: Training["options"]) {
  return wiredGraph(
    {
      logits: ["parameter", { shape: "2, 2", init: "zeros" }],
      target: ["constant", { values: target.join(", "), shape: "2", dtype: "int32" }],
      loss: ["cross_entropy", { ...options }],
      sgd: ["sgd", { lr: "1" }],
    },
    "logits.out loss.logits",
    "target.out loss.target",
    "loss.loss sgd.loss",
  );
}

test.each(trainings.map((training) => [`[${training.target.join(", ")}]`, training.options, training] as const))(
  "targets %s with %j train as in PyTorch",
  (_title, _options, { target, options, losses, grad, logits }) => {
    const found: number[] = [];
    const session = new Session(backend, new Map(), ({ loss }) => found.push(loss));
    session.open(session.planOf(graphOf(target, options)), true);
    for (let at = 0; at < losses.length; at++) session.handle({ type: "iterate" });
    const numbers = (port: string) => [...findTensor(session.plan!, "logits", port)!.storage.data];
    expect(difference(found, decode(losses))).toBeNull();
    expect(difference(numbers("value"), decode(logits))).toBeNull();
    expect(
      difference([...session.plan!.grads.get(session.plan!.parameters[0]!.tensor)!.storage.data], decode(grad)),
    ).toBeNull();
  },
);

test("the losses of each target are no single number that an optimiser could take", () => {
  const session = opened(graphOf([0, 1], { reduction: "none" }));
  expect(session.plan!.nodes.get("loss")?.status).toBe("ready");
  expect(session.plan!.nodes.get("sgd")?.diagnostics.map(({ message }) => message)).toEqual([
    "grad can be implicitly created only for scalar outputs",
  ]);
  expect(session.plan!.losses).toEqual([]);
});

test("a smoothing that there is not is refused at its field", () => {
  const session = opened(graphOf([0, 1], { label_smoothing: "1.5" }));
  expect(session.plan!.nodes.get("loss")?.diagnostics).toEqual([
    {
      node: "loss",
      field: "label_smoothing",
      message: "label_smoothing must be between 0.0 and 1.0. Got: 1.5",
      plain: "It is a share, from 0 to 1.",
    },
  ]);
});
