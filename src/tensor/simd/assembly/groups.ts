import { lower, rounded, upper } from "./lanes/double";
import { load4, store4 } from "./lanes/load";

// Sums over groups, in double and in order, as in `src/tensor/kernels/reductions.ts` and `normalization.ts`, four groups at a
// time. A group has `outer` times `n` elements, steps in bytes; what comes of the groups lies without gaps.

/** y = Σ x / divisor. */
export function sumGroups(
  groups: i32, group: i32, outer: i32, outerStep: i32, n: i32, step: i32, x: usize, y: usize, divisor: f64,
): void {
  const by = f64x2.splat(divisor);
  for (let at = 0; at < groups; ) {
    const all = at + 4 <= groups;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let o = 0; o < outer; o++) {
      let from = x + o * outerStep;
      for (let i = n; i > 0; i--) {
        const lanes = load4(from, group, all);
        low = f64x2.add(low, lower(lanes));
        high = f64x2.add(high, upper(lanes));
        from += step;
      }
    }
    store4(y, rounded(f64x2.div(low, by), f64x2.div(high, by)), all);
    const width = all ? 4 : 1;
    at += width;
    x += width * group;
    y += width << 2;
  }
}

/** mean = Σ x / n, y = Σ (x − mean)² / divisor, or its root. */
export function varianceGroups(
  groups: i32, group: i32, outer: i32, outerStep: i32, n: i32, step: i32, x: usize, y: usize, mean: usize, divisor: f64, root: i32,
): void {
  const by = f64x2.splat(divisor);
  const count = f64x2.splat(<f64>outer * <f64>n);
  for (let at = 0; at < groups; ) {
    const all = at + 4 <= groups;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let o = 0; o < outer; o++) {
      let from = x + o * outerStep;
      for (let i = n; i > 0; i--) {
        const lanes = load4(from, group, all);
        low = f64x2.add(low, lower(lanes));
        high = f64x2.add(high, upper(lanes));
        from += step;
      }
    }
    const centreLow = f64x2.div(low, count);
    const centreHigh = f64x2.div(high, count);
    low = f64x2.splat(0);
    high = f64x2.splat(0);
    for (let o = 0; o < outer; o++) {
      let from = x + o * outerStep;
      for (let i = n; i > 0; i--) {
        const lanes = load4(from, group, all);
        const first = f64x2.sub(lower(lanes), centreLow);
        const second = f64x2.sub(upper(lanes), centreHigh);
        low = f64x2.add(low, f64x2.mul(first, first));
        high = f64x2.add(high, f64x2.mul(second, second));
        from += step;
      }
    }
    low = f64x2.div(low, by);
    high = f64x2.div(high, by);
    if (root) {
      low = f64x2.sqrt(low);
      high = f64x2.sqrt(high);
    }
    store4(mean, rounded(centreLow, centreHigh), all);
    store4(y, rounded(low, high), all);
    const width = all ? 4 : 1;
    at += width;
    x += width * group;
    mean += width << 2;
    y += width << 2;
  }
}

/** dx += r · (dn − mean(dn) − normal · mean(dn · normal)); all lie alike, but for r, which has a number a group. */
export function normalizeGroups(
  groups: i32, group: i32, outer: i32, outerStep: i32, n: i32, step: i32, dn: usize, normal: usize, r: usize, dx: usize,
): void {
  const count = f64x2.splat(<f64>outer * <f64>n);
  for (let at = 0; at < groups; ) {
    const all = at + 4 <= groups;
    let sumLow = f64x2.splat(0);
    let sumHigh = f64x2.splat(0);
    let productLow = f64x2.splat(0);
    let productHigh = f64x2.splat(0);
    for (let o = 0; o < outer; o++) {
      let from = o * outerStep;
      for (let i = n; i > 0; i--) {
        const d = load4(dn + from, group, all);
        const v = load4(normal + from, group, all);
        sumLow = f64x2.add(sumLow, lower(d));
        sumHigh = f64x2.add(sumHigh, upper(d));
        productLow = f64x2.add(productLow, f64x2.mul(lower(d), lower(v)));
        productHigh = f64x2.add(productHigh, f64x2.mul(upper(d), upper(v)));
        from += step;
      }
    }
    sumLow = f64x2.div(sumLow, count);
    sumHigh = f64x2.div(sumHigh, count);
    productLow = f64x2.div(productLow, count);
    productHigh = f64x2.div(productHigh, count);
    const scale = load4(r, 4, all);
    const scaleLow = lower(scale);
    const scaleHigh = upper(scale);
    for (let o = 0; o < outer; o++) {
      let from = o * outerStep;
      for (let i = n; i > 0; i--) {
        const d = load4(dn + from, group, all);
        const v = load4(normal + from, group, all);
        const low = f64x2.sub(f64x2.sub(lower(d), sumLow), f64x2.mul(lower(v), productLow));
        const high = f64x2.sub(f64x2.sub(upper(d), sumHigh), f64x2.mul(upper(v), productHigh));
        const part = rounded(f64x2.mul(scaleLow, low), f64x2.mul(scaleHigh, high));
        scatter4(dx + from, group, f32x4.add(load4(dx + from, group, all), part), all);
        from += step;
      }
    }
    const width = all ? 4 : 1;
    at += width;
    dn += width * group;
    normal += width * group;
    dx += width * group;
    r += width << 2;
  }
}

@inline
function scatter4(to: usize, step: i32, lanes: v128, all: bool): void {
  if (!all) return v128.store32_lane(to, lanes, 0);
  if (step == 4) return v128.store(to, lanes);
  v128.store32_lane(to, lanes, 0);
  v128.store32_lane(to + step, lanes, 1);
  v128.store32_lane(to + 2 * step, lanes, 2);
  v128.store32_lane(to + 3 * step, lanes, 3);
}
