import { DiagnosticError } from "../../base/diagnostic.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import type { Move, UpdateRule } from "../contract/updateRule.ts";
import {
  clearing,
  learningRate,
  OPTIMIZER_HELP,
  optimizerCode,
  optimizerSettings,
  refuse,
} from "../families/optimizer.ts";

/** Is gradient descent: every parameter takes a small step against its gradient. */
export const sgd = defineNodeType({
  type: "sgd",
  title: "SGD",
  category: "training",
  role: "optimizer",
  summary: "Moves every parameter a small step against its gradient.",
  help:
    "After the backward pass, subtracts `lr` times its gradient g from every parameter p upstream of `loss`, as the " +
    "notebook does. `lr` is an expression and may use `iteration`: `iteration < 100000 ? 0.1 : 0.01`. With `weight_decay` " +
    "λ, g + λp stands for g. With `momentum` μ each parameter has a buffer v, 0 at first: v = μv + (1 - `dampening`)g " +
    "(without dampening in the first step), and p -= lr v; with `nesterov`, p -= lr (g + μv). The buffer is kept over " +
    "edits that keep the parameter, and `Reset` clears it; the inspector shows it at the parameter's node." +
    OPTIMIZER_HELP,
  told: {
    update:
      "each number [maximize|plus][!maximize|minus] the learning rate, {lr}, times [momentum|the running sum of its gradients (momentum)][!momentum|its gradient][weight_decay|, and a little towards 0 (weight decay)]",
  },
  torch: (settings, names) => {
    const { moved, setting, local } = names;
    const { lr, momentum, dampening, weight_decay: decay, nesterov, maximize } = settings;
    if (momentum !== 0 || decay !== 0) {
      const options = [
        ...(momentum === 0 ? [] : [`momentum=${setting("momentum")}`]),
        ...(dampening === 0 ? [] : [`dampening=${setting("dampening")}`]),
        ...(decay === 0 ? [] : [`weight_decay=${setting("weight_decay")}`]),
        ...(nesterov ? ["nesterov=True"] : []),
        ...(maximize ? ["maximize=True"] : []),
      ];
      return optimizerCode("SGD", options, lr, settings.zero_grad, names);
    }
    const rate = local("lr");
    return {
      backward: clearing(settings.zero_grad, moved),
      update: [
        `${rate} = ${setting("lr")}`,
        `for p in ${moved}:`,
        `    p.data += ${maximize ? "" : "-"}${rate} * p.grad`,
      ],
    };
  },
  inputs: { loss: { kind: "tensor", summary: "one number to make smaller" } },
  outputs: {},
  settings: {
    lr: learningRate("0.1"),
    momentum: { kind: "number", default: "0", summary: "how much of the last step stays, from 0", minor: true },
    dampening: { kind: "number", default: "0", summary: "how much of a new gradient is left out", minor: true },
    weight_decay: { kind: "number", default: "0", summary: "pulls every parameter towards 0", minor: true },
    nesterov: { kind: "boolean", default: false, summary: "look one step of momentum ahead", minor: true },
    ...optimizerSettings,
  },
  build: ({ loss }, settings, builder) => {
    const { lr, momentum, dampening, weight_decay: weightDecay, nesterov, maximize } = settings;
    refuse("lr", lr(0) < 0, "learning rate", lr(0));
    refuse("momentum", momentum < 0, "momentum value", momentum);
    refuse("weight_decay", weightDecay < 0, "weight_decay value", weightDecay);
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      const message = "Nesterov momentum requires a momentum and zero dampening";
      const plain = "Give a momentum above 0 and a dampening of 0.";
      throw new DiagnosticError([{ field: "nesterov", message, plain }]);
    }
    const options = { momentum, dampening, nesterov, weightDecay, maximize };
    const rule = momentum === 0 && weightDecay === 0 ? plainRule(lr, maximize) : momentumRule(lr, options);
    builder.optimize(loss.tensor, rule, settings.zero_grad);
    return {};
  },
});

/** As the notebook's own loop rounds: product and sum one after the other. */
function plainRule(rate: UpdateRule["rate"], maximize: boolean): UpdateRule {
  return {
    name: "sgd",
    rate,
    move: { formula: maximize ? "lr * (-grad)" : "lr * grad", settings: { maximize: Number(maximize) } },
    step(parameter, grad, rate, { kernels }) {
      const options = {
        get lr() {
          return maximize ? -rate() : rate();
        },
      };
      kernels.sgd(parameter, grad, options);
    },
  };
}

interface Options {
  readonly momentum: number;
  readonly dampening: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
  readonly maximize: boolean;
}

/** As `torch.optim.SGD` rounds. */
function momentumRule(rate: UpdateRule["rate"], options: Options): UpdateRule {
  const moves = options.momentum !== 0;
  return {
    name: "sgd",
    rate,
    memory: {
      // Tells the first step, which dampening leaves alone, from the others, also when dampening is set later.
      ...(moves ? { step: { shape: "scalar", summary: "how many updates went into the buffer" } } : {}),
      ...(moves ? { momentum_buffer: { shape: "parameter", summary: "the gradients so far, the latest most" } } : {}),
    },
    move: moveOf(options),
    step(parameter, grad, rate, { kernels, run }, { step, momentum_buffer: moving = null }) {
      if (step !== undefined) run(() => (step.storage.data[0]! += 1));
      kernels.sgdMomentum(parameter, grad, moving, {
        ...options,
        get lr() {
          return rate();
        },
        get dampening() {
          return step?.storage.data[0] === 1 ? 0 : options.dampening;
        },
      });
    },
  };
}

function moveOf({ momentum, nesterov, weightDecay, maximize }: Options): Move {
  const own = maximize ? "-grad" : "grad";
  const slope = weightDecay === 0 ? own : `${own} + weight_decay * p`;
  const formula = {
    plain: `lr * (${slope})`,
    momentum: "lr * momentum_buffer",
    nesterov: `lr * (${slope} + momentum * momentum_buffer)`,
  }[momentum === 0 ? "plain" : nesterov ? "nesterov" : "momentum"];
  return { formula, settings: { momentum, weight_decay: weightDecay, maximize: Number(maximize) } };
}
