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
    const {
      lr,
      step,
      beta1 = 0.9,
      beta2 = 0.999,
      eps = 1e-8,
      weightDecay = 0,
      decoupled = false,
      maximize = false,
    } = options;
    const round = roundingOf(parameter);
    const [p, po] = elementsOf(parameter);
    const [g, go] = elementsOf(grad);
    const [m, mo] = elementsOf(mean);
    const [v, vo] = elementsOf(square);
    const count = elements(parameter.shape);
    const decay = round(decoupled ? 0 : weightDecay);
    const shrink = round(decoupled ? 1 - lr * weightDecay : 1);
    const [keptMean, newMean] = [round(beta1), round(1 - beta1)];
    const [keptSquare, newSquare] = [round(beta2), round(1 - beta2)];
    const rate = round(lr / (1 - wholePow(beta1, step)));
    const correction = round(Math.sqrt(1 - wholePow(beta2, step)));
    const least = round(eps);
    const sign = maximize ? -1 : 1;
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

function elementsOf(tensor: Tensor): readonly [TypedArray, number] {
  return [tensor.storage.data, tensor.offset | 0];
}
