import { elements } from "../../base/stridedLayout.ts";
import { adamNumbers } from "../kernels/optimizers.ts";
import { isContiguous } from "../tensor.ts";
import { areSingle, pointerTo } from "./pointer.ts";
import type { Preparations } from "./simd.ts";

const round = Math.fround;

/** Holds `torch.optim`'s updates with a memory. What of their options is another each time is read at each call. */
export const optimizers = {
  sgdMomentum(simd, parameter, grad, buffer, options) {
    const tensors = buffer === null ? [parameter, grad] : [parameter, grad, buffer];
    if (!areSingle(simd, ...tensors) || !tensors.every(isContiguous)) return null;
    const count = elements(parameter.shape);
    const [p, g] = [pointerTo(parameter), pointerTo(grad)];
    const { momentum, nesterov = false, weightDecay = 0, maximize = false } = options;
    const sign = maximize ? -1 : 1;
    if (buffer === null) {
      const run = simd.exported("sgdDecayed");
      return () => void run(count, p, g, options.lr, weightDecay, sign);
    }
    const b = pointerTo(buffer);
    const ahead = nesterov ? 1 : 0;
    const run = simd.exported("sgdMomentum");
    return () => {
      // The first step, of all that there will be, has no dampening.
      const { lr, dampening = 0 } = options;
      run(count, p, g, b, lr, weightDecay, momentum, round(1 - dampening), sign, ahead);
    };
  },
  adam(simd, parameter, grad, mean, square, options) {
    const tensors = [parameter, grad, mean, square];
    if (!areSingle(simd, ...tensors) || !tensors.every(isContiguous)) return null;
    const count = elements(parameter.shape);
    const [p, g, m, v] = [pointerTo(parameter), pointerTo(grad), pointerTo(mean), pointerTo(square)];
    const run = simd.exported("adam");
    const numbers = adamNumbers(options, round);
    return () => {
      const { rate, correction, least, keptMean, newMean, keptSquare, newSquare, decay, shrink, sign } = numbers(
        options.lr,
        options.step,
      );
      run(count, p, g, m, v, rate, correction, least, keptMean, newMean, keptSquare, newSquare, decay, shrink, sign);
    };
  },
} satisfies Preparations;
