import { expect, it } from "vitest";
import { kernels } from "../../kernels.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";
import { decode, fixture, type Recorded } from "../../fixtures/fixture.ts";
import { read } from "../layouts.ts";

interface Run {
  readonly name: "SGD" | "Adam" | "AdamW";
  readonly options: {
    readonly lr: number;
    readonly momentum?: number;
    readonly dampening?: number;
    readonly nesterov?: boolean;
    readonly weight_decay?: number;
    readonly betas?: readonly [number, number];
    readonly eps?: number;
  };
  readonly initial: readonly Recorded[];
  readonly grads: readonly (readonly Recorded[])[];
  readonly after: readonly (readonly Recorded[])[];
}
const runs = (fixture("torch.json") as { optimizers: readonly Run[] }).optimizers;

it.each(runs.map((run) => [run.name, JSON.stringify(run.options), run] as const))(
  "%s %s takes PyTorch's ten steps",
  (_name, _options, { name, options, initial, grads, after }) => {
    const parameter = tensorOf("float32", [5], decode(initial));
    const first = tensorOf("float32", [5]);
    const second = tensorOf("float32", [5]);
    const {
      lr,
      momentum = 0,
      dampening = 0,
      nesterov = false,
      weight_decay: weightDecay = 0,
      betas = [0.9, 0.999],
      eps = 1e-8,
    } = options;
    for (const [at, values] of grads.entries()) {
      const grad = tensorOf("float32", [5], decode(values));
      if (name === "SGD") {
        const buffer = momentum === 0 ? null : first;
        const damped = { lr, momentum, dampening: at === 0 ? 0 : dampening, nesterov, weightDecay };
        kernels.sgdMomentum(parameter, grad, buffer, damped);
      } else {
        const [beta1, beta2] = betas;
        const decoupled = name === "AdamW";
        kernels.adam(parameter, grad, first, second, { lr, step: at + 1, beta1, beta2, eps, weightDecay, decoupled });
      }
      expect(read(parameter), `step ${at + 1}`).toEqual(decode(after[at]!).map(Math.fround)); // To the bit.
    }
  },
);

it("Adam takes the defaults, and float64", () => {
  const parameter = tensorOf("float64", [1], [1]);
  kernels.adam(parameter, tensorOf("float64", [1], [0.5]), tensorOf("float64", [1]), tensorOf("float64", [1]), {
    lr: 0.01,
    step: 1,
  });
  // Its first step is lr, whatever the gradient's size.
  expect(read(parameter)[0]).toBeCloseTo(0.99, 8);
});
