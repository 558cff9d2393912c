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

/** dx += r · (dn − mean(dn) − normal · mean(dn · normal)); all lie alike, but for r, which has a number a group. A `fresh` dx counts as 0. */
export function normalizeGroups(
  groups: i32, group: i32, outer: i32, outerStep: i32, n: i32, step: i32, dn: usize, normal: usize, r: usize, dx: usize,
  fresh: i32,
): void {
  const kept = i32x4.splat(fresh == 0 ? -1 : 0);
  const count = f64x2.splat(<f64>outer * <f64>n);
  for (let at = 0; at < groups; ) {
    const all = at + 4 <= groups;
    let sumLow = f64x2.splat(0);
    let sumHigh = f64x2.splat(0);
    let productLow = f64x2.splat(0);
    let productHigh = f64x2.splat(0);
    for (let o = 0; o < outer; o++) {
      let from = o * outerStep;
      let i = n;
      if (all && step == 4) {
        for (; i > 3; i -= 4) {
          // Squares of 4 × 4: what comes first of each group, what comes second, …
          let at0 = dn + from;
          let r0 = v128.load(at0), r1 = v128.load(at0 + group);
          let r2 = v128.load(at0 + 2 * group), r3 = v128.load(at0 + 3 * group);
          let low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
          let low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
          const d0 = v128.shuffle<f64>(low01, low23, 0, 2), d1 = v128.shuffle<f64>(low01, low23, 1, 3);
          const d2 = v128.shuffle<f64>(high01, high23, 0, 2), d3 = v128.shuffle<f64>(high01, high23, 1, 3);
          at0 = normal + from;
          r0 = v128.load(at0), r1 = v128.load(at0 + group);
          r2 = v128.load(at0 + 2 * group), r3 = v128.load(at0 + 3 * group);
          low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
          low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
          const v0 = v128.shuffle<f64>(low01, low23, 0, 2), v1 = v128.shuffle<f64>(low01, low23, 1, 3);
          const v2 = v128.shuffle<f64>(high01, high23, 0, 2), v3 = v128.shuffle<f64>(high01, high23, 1, 3);
          sumLow = f64x2.add(f64x2.add(f64x2.add(f64x2.add(sumLow, lower(d0)), lower(d1)), lower(d2)), lower(d3));
          sumHigh = f64x2.add(f64x2.add(f64x2.add(f64x2.add(sumHigh, upper(d0)), upper(d1)), upper(d2)), upper(d3));
          productLow = f64x2.add(productLow, f64x2.mul(lower(d0), lower(v0)));
          productHigh = f64x2.add(productHigh, f64x2.mul(upper(d0), upper(v0)));
          productLow = f64x2.add(productLow, f64x2.mul(lower(d1), lower(v1)));
          productHigh = f64x2.add(productHigh, f64x2.mul(upper(d1), upper(v1)));
          productLow = f64x2.add(productLow, f64x2.mul(lower(d2), lower(v2)));
          productHigh = f64x2.add(productHigh, f64x2.mul(upper(d2), upper(v2)));
          productLow = f64x2.add(productLow, f64x2.mul(lower(d3), lower(v3)));
          productHigh = f64x2.add(productHigh, f64x2.mul(upper(d3), upper(v3)));
          from += 16;
        }
      }
      for (; i > 0; i--) {
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
    if (step == 4) {
      writeRow(outer, outerStep, n, dn, normal, dx, f64x2.extract_lane(sumLow, 0), f64x2.extract_lane(productLow, 0), f32x4.extract_lane(scale, 0), kept);
      if (all) {
        writeRow(outer, outerStep, n, dn + group, normal + group, dx + group, f64x2.extract_lane(sumLow, 1), f64x2.extract_lane(productLow, 1), f32x4.extract_lane(scale, 1), kept);
        writeRow(outer, outerStep, n, dn + 2 * group, normal + 2 * group, dx + 2 * group, f64x2.extract_lane(sumHigh, 0), f64x2.extract_lane(productHigh, 0), f32x4.extract_lane(scale, 2), kept);
        writeRow(outer, outerStep, n, dn + 3 * group, normal + 3 * group, dx + 3 * group, f64x2.extract_lane(sumHigh, 1), f64x2.extract_lane(productHigh, 1), f32x4.extract_lane(scale, 3), kept);
      }
    } else {
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
          scatter4(dx + from, group, f32x4.add(v128.and(load4(dx + from, group, all), kept), part), all);
          from += step;
        }
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

/** The second half for one group, whose elements are adjacent. */
function writeRow(
  outer: i32, outerStep: i32, n: i32, dn: usize, normal: usize, dx: usize, sum: f64, product: f64, scale: f32,
  kept: v128,
): void {
  const centre = f64x2.splat(sum), slope = f64x2.splat(product), by = f64x2.splat(<f64>scale);
  for (let o = 0; o < outer; o++) {
    let from = dn + o * outerStep, to = dx + o * outerStep, at = normal + o * outerStep;
    const end = to + ((n & ~3) << 2);
    if (to != end) {
      do {
        v128.store(to, f32x4.add(v128.and(v128.load(to), kept), partOf(v128.load(from), v128.load(at), centre, slope, by)));
        from += 16;
        at += 16;
        to += 16;
      } while (to != end);
    }
    for (let left = n & 3; left > 0; left--) {
      const part = partOf(v128.load32_zero(from), v128.load32_zero(at), centre, slope, by);
      store<f32>(to, f32x4.extract_lane(f32x4.add(v128.and(v128.load32_zero(to), kept), part), 0));
      from += 4;
      at += 4;
      to += 4;
    }
  }
}

@inline
function partOf(d: v128, v: v128, centre: v128, slope: v128, by: v128): v128 {
  const low = f64x2.sub(f64x2.sub(lower(d), centre), f64x2.mul(lower(v), slope));
  const high = f64x2.sub(f64x2.sub(upper(d), centre), f64x2.mul(upper(v), slope));
  return rounded(f64x2.mul(by, low), f64x2.mul(by, high));
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
