import { elements } from "../../base/stridedLayout.ts";
import { CROSS_ENTROPY_DEFAULTS, type CrossEntropyOptions } from "../kernels/crossEntropyOptions.ts";
import { ignoredRow, smoothingOf } from "../kernels/crossEntropyRows.ts";
import {
  classAt,
  classAxis,
  countTaken,
  eachLoss,
  firstOfRows,
  IGNORED,
  offsetOf,
  reducedLoss,
} from "../kernels/cross_entropy.ts";
import { isContiguous, type Tensor } from "../tensor.ts";
import { areSingle, isWithin, pointerTo } from "./pointer.ts";
import type { Preparations, Simd } from "./simd.ts";

const round = Math.fround;

/** Holds cross_entropy of classes that lie side by side. What is made of the rows is the plain kernel's own. */
export const crossEntropy = {
  crossEntropy(simd, logits, target, loss, logProbabilities, options = CROSS_ENTROPY_DEFAULTS) {
    const axis = classAxis(logits);
    if (!areSingle(simd, logits, logProbabilities) || axis !== logits.shape.length - 1) return null;
    const classes = logits.shape[axis]!;
    if (classes === 0 || (classes > 1 && logits.stride[axis] !== 1) || !isContiguous(logProbabilities)) return null;
    const to = firstOfRows(logProbabilities, axis);
    const rows = elements(to.shape);
    const [xRow, yRow] = [4 * (axis === 0 ? 0 : logits.stride[0]!), 4 * classes];
    const [x, y] = [pointerTo(logits), pointerTo(logProbabilities)];
    const run = simd.exported("crossEntropyRows");
    const { reduction, labelSmoothing } = options;
    if (reduction !== "none" && labelSmoothing === 0 && areSingle(simd, loss) && isEven(simd, target)) {
      const [targets, result] = [pointerTo(target), pointerTo(loss)];
      const isMean = reduction === "mean" ? 1 : 0;
      const sum = simd.exported("lossOfRows");
      return () => {
        run(rows, classes, x, xRow, y, yRow, simd.work);
        const wrong = sum(rows, classes, y, targets, options.ignoreIndex, isMean, result, simd.work);
        if (wrong >= 0) classAt(target, wrong, classes, options);
      };
    }
    return () => {
      run(rows, classes, x, xRow, y, yRow, simd.work);
      if (options.reduction === "none") eachLoss(to, 1, classes, target, loss, options);
      else loss.storage.data[loss.offset] = reducedLoss(to, 1, classes, target, options);
    };
  },
  crossEntropyBackward(simd, logProbabilities, target, dloss, dlogits, options = CROSS_ENTROPY_DEFAULTS) {
    const even = evenSlopes(simd, logProbabilities, target, dloss, dlogits, options, 0);
    const places = even === null ? rowsOfSlopes(simd, logProbabilities, dlogits) : null;
    if (places === null) return even;
    const { classes, rows, x, dx } = places;
    const { reduction, labelSmoothing } = options;
    const [plainRow, smoothRow] = [simd.exported("crossEntropyBackwardRow"), simd.exported("crossEntropySmoothRow")];
    return () => {
      const gradients = dloss.storage.data;
      const n = reduction === "mean" ? countTaken(target, rows, options) : 1;
      const whole = gradients[dloss.offset]! / n;
      for (let row = 0; row < rows; row++) {
        const at = row * classes;
        const hit = classAt(target, row, classes, options);
        const scale = reduction === "none" ? gradients[offsetOf(dloss, row)]! : whole;
        if (hit === IGNORED) {
          const [data, target] = [logProbabilities.storage.data, dlogits.storage.data];
          ignoredRow(data, logProbabilities.offset + at, 1, target, dlogits.offset + at, classes);
        } else if (labelSmoothing > 0) {
          const { even, own, sum } = smoothingOf(classes, scale, labelSmoothing);
          smoothRow(classes, x + 4 * at, dx + 4 * at, hit, even, own, sum);
        } else plainRow(classes, x + 4 * at, dx + 4 * at, hit, round(scale));
      }
    };
  },
} satisfies Preparations;

/** Where the rows of log-probabilities and of gradients lie; null where they do not lie side by side in the memory. */
function rowsOfSlopes(simd: Simd, logProbabilities: Tensor, dlogits: Tensor) {
  const axis = classAxis(logProbabilities);
  if (!areSingle(simd, logProbabilities, dlogits) || axis !== logProbabilities.shape.length - 1) return null;
  if (!isContiguous(logProbabilities) || !isContiguous(dlogits)) return null;
  const rows = elements(firstOfRows(logProbabilities, axis).shape);
  const [x, dx] = [pointerTo(logProbabilities), pointerTo(dlogits)];
  return { classes: logProbabilities.shape[axis]!, rows, x, dx };
}

/**
 * Prepares the gradient of a mean or a sum without smoothing; null where it is another, or does not lie evenly.
 *
 * @param fresh 1 where dlogits counts as 0, whatever is there; else 0
 */
export function evenSlopes(
  simd: Simd,
  logProbabilities: Tensor,
  target: Tensor,
  dloss: Tensor,
  dlogits: Tensor,
  options: CrossEntropyOptions,
  fresh: number,
): (() => void) | null {
  const { reduction, labelSmoothing } = options;
  const places = rowsOfSlopes(simd, logProbabilities, dlogits);
  if (places === null || reduction === "none" || labelSmoothing !== 0 || !isEven(simd, target)) return null;
  if (!areSingle(simd, dloss)) return null;
  const { classes, rows, x, dx } = places;
  const targets = pointerTo(target);
  const upstream = pointerTo(dloss);
  const isMean = reduction === "mean" ? 1 : 0;
  const run = simd.exported("crossEntropyBackwardRows");
  return () => {
    const wrong = run(rows, classes, x, targets, options.ignoreIndex, isMean, dx, upstream, fresh);
    if (wrong >= 0) classAt(target, wrong, classes, options);
  };
}

function isEven(simd: Simd, target: Tensor): boolean {
  return target.dtype === "int32" && isWithin(simd, target) && isContiguous(target);
}
