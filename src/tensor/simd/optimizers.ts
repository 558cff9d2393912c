import { elements } from "../../base/stridedLayout.ts";
import { adamNumbers } from "../kernels/optimizers.ts";
import { isContiguous } from "../tensor.ts";
import { areSingle, pointerTo } from "./pointer.ts";
import type { Preparations } from "./simd.ts";

const round = Math.fround;

/** Holds `torch.optim`'s updates with a memory. Their options are read at each call. */
export const optimizers = {
  sgdMomentum(simd, parameter, grad, buffer, options) {
    const tensors = buffer === null ? [parameter, grad] : [parameter, grad, buffer];
    if (!areSingle(simd, ...tensors) || !tensors.every(isContiguous)) return null;
    const count = elements(parameter.shape);
    const [p, g] = [pointerTo(parameter), pointerTo(grad)];
    if (buffer === null) {
      const run = simd.exported("sgdDecayed");
      return () => {
        const { lr, weightDecay = 0, maximize = false } = options;
        run(count, p, g, lr, weightDecay, maximize ? -1 : 1);
      };
    }
    const b = pointerTo(buffer);
    const run = simd.exported("sgdMomentum");
    return () => {
      const { lr, momentum, dampening = 0, nesterov = false, weightDecay = 0, maximize = false } = options;
      run(count, p, g, b, lr, weightDecay, momentum, round(1 - dampening), maximize ? -1 : 1, nesterov ? 1 : 0);
    };
  },
  adam(simd, parameter, grad, mean, square, options) {
    const tensors = [parameter, grad, mean, square];
    if (!areSingle(simd, ...tensors) || !tensors.every(isContiguous)) return null;
    const count = elements(parameter.shape);
    const [p, g, m, v] = [pointerTo(parameter), pointerTo(grad), pointerTo(mean), pointerTo(square)];
    const run = simd.exported("adam");
    return () => {
      const { rate, correction, least, keptMean, newMean, keptSquare, newSquare, decay, shrink, sign } = adamNumbers(
        options,
        round,
      );
      run(count, p, g, m, v, rate, correction, least, keptMean, newMean, keptSquare, newSquare, decay, shrink, sign);
    };
  },
} satisfies Preparations;
