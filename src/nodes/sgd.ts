import { defineNodeType } from "./nodeType.ts";

/** Gradient descent: every parameter takes a small step against its gradient. */
export const sgd = defineNodeType({
  type: "sgd",
  title: "SGD",
  category: "training",
  summary: "Moves every parameter a small step against its gradient.",
  help:
    "After the backward pass, subtracts `lr` times its gradient from every parameter upstream of `loss`. `lr` is an " +
    "expression and may use `iteration`: `iteration < 100000 ? 0.1 : 0.01`.",
  torch: "for p in parameters: p.data += -lr * p.grad",
  inputs: { loss: { kind: "tensor", summary: "one number to make smaller" } },
  outputs: {},
  settings: { lr: { kind: "schedule", default: "0.1", summary: "learning rate; may use iteration" } },
  build: ({ loss }, { lr }, builder) => {
    builder.optimize(loss.tensor, {
      name: "sgd",
      rate: lr,
      step: (parameter, grad, rate, kernels) => kernels.sgd(parameter, grad, rate),
    });
    return {};
  },
});
