import type { TypedArray } from "../dtype.ts";
import { wholePow } from "../../math/pow.ts";
import { elements } from "../../base/stridedLayout.ts";
import type { Tensor } from "../tensor.ts";
import type { AdamOptions, Kernels, MomentumOptions } from "./kernels.ts";
import { roundingOf } from "./rounding.ts";

/** Holds `torch.optim`'s updates with a memory. In float32 each step is rounded where PyTorch's is. */
export const optimizers = {
  sgdMomentum(parameter: Tensor, grad: Tensor, buffer: Tensor | null, options: MomentumOptions): void {
    const { lr, momentum, dampening = 0, nesterov = false, weightDecay = 0, maximize = false } = options;
    const round = roundingOf(parameter);
    const [rate, decay, kept] = [round(lr), round(weightDecay), round(momentum)];
    const [p, po] = elementsOf(parameter);
    const [g, go] = elementsOf(grad);
    const count = elements(parameter.shape);
    const sign = maximize ? -1 : 1;
    if (buffer === null) {
      for (let i = 0; i < count; i++) p[po + i]! -= rate * round(sign * g[go + i]! + decay * p[po + i]!);
      return;
    }
    const [b, bo] = elementsOf(buffer);
    const taken = round(1 - dampening);
    for (let i = 0; i < count; i++) {
      const slope = round(sign * g[go + i]! + decay * p[po + i]!);
      const moved = round(round(kept * b[bo + i]!) + taken * slope);
      b[bo + i] = moved;
      p[po + i]! -= rate * (nesterov ? round(slope + kept * moved) : moved);
    }
  },
  adam(parameter: Tensor, grad: Tensor, mean: Tensor, square: Tensor, options: AdamOptions): void {
    const round = roundingOf(parameter);
    const [p, po] = elementsOf(parameter);
    const [g, go] = elementsOf(grad);
    const [m, mo] = elementsOf(mean);
    const [v, vo] = elementsOf(square);
    const count = elements(parameter.shape);
    const numbers = adamNumbers(options, round)(options.lr, options.step);
    const { rate, correction, least, keptMean, newMean, keptSquare, newSquare, decay, shrink, sign } = numbers;
    for (let i = 0; i < count; i++) {
      const value = round(p[po + i]! * shrink);
      const slope = round(sign * g[go + i]! + decay * value);
      const first = round(round(m[mo + i]! * keptMean) + newMean * slope);
      const second = round(round(v[vo + i]! * keptSquare) + round(newSquare * slope) * slope);
      m[mo + i] = first;
      v[vo + i] = second;
      const deviation = round(round(round(Math.sqrt(second)) / correction) + least);
      p[po + i] = value - round(round(rate * first) / deviation);
    }
  },
} satisfies Partial<Kernels>;

/** Holds what Adam's options make of a step, each number rounded to the parameter's dtype. */
interface AdamNumbers {
  readonly rate: number;
  /** What the root of the squares' mean is divided by. */
  readonly correction: number;
  /** What is added to it. */
  readonly least: number;
  readonly keptMean: number;
  readonly newMean: number;
  readonly keptSquare: number;
  readonly newSquare: number;
  /** How much of the parameter is added to its gradient. */
  readonly decay: number;
  /** What the parameter itself is multiplied by. */
  readonly shrink: number;
  readonly sign: number;
}

/** Returns what Adam's options make of a step, by the rate and the number that it has. */
export function adamNumbers(
  { beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weightDecay = 0, decoupled = false, maximize = false }: AdamOptions,
  round: (value: number) => number,
): (lr: number, step: number) => AdamNumbers {
  const least = round(eps);
  const [keptMean, newMean, keptSquare, newSquare] = [beta1, 1 - beta1, beta2, 1 - beta2].map(round) as Four;
  const decay = round(decoupled ? 0 : weightDecay);
  const sign = maximize ? -1 : 1;
  return (lr, step) => ({
    rate: round(lr / (1 - wholePow(beta1, step))),
    correction: round(Math.sqrt(1 - wholePow(beta2, step))),
    least,
    keptMean,
    newMean,
    keptSquare,
    newSquare,
    decay,
    shrink: round(decoupled ? 1 - lr * weightDecay : 1),
    sign,
  });
}

type Four = [number, number, number, number];

function elementsOf(tensor: Tensor): readonly [TypedArray, number] {
  return [tensor.storage.data, tensor.offset | 0];
}
