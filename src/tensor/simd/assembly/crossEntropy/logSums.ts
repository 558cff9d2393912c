import { exp4, expBy, areNear, wholeOf } from "../lanes/exp";
import { loadUpTo4 } from "../lanes/load";
import { log4 } from "../lanes/log";
import { maxOf } from "../lanes/max";

/** What of a row is written: its largest number, and the logarithm of the sum of the others' exponentials, beside it. */
export const LOG_SUM: i32 = 8;

/** Writes it for each row of `classes` numbers, and anything for up to three rows more. Four logarithms take as long as one. */
export function writeLogSums(rows: i32, classes: i32, x: usize, xRow: i32, logSums: usize): void {
  let to = logSums;
  for (let i = rows; i > 0; i--) {
    const most = maxOf(x, classes);
    store<f32>(to, most);
    store<f32>(to, sumOfExp(x, classes, f32x4.splat(most)), 4);
    x += xRow;
    to += LOG_SUM;
  }
  for (let i = rows; i > 0; i -= 4) {
    const low = v128.load(logSums), high = v128.load(logSums, 16);
    const logs = log4(v128.shuffle<f32>(low, high, 1, 3, 5, 7));
    v128.store(logSums, v128.shuffle<f32>(low, logs, 0, 4, 2, 5));
    v128.store(logSums, v128.shuffle<f32>(high, logs, 0, 6, 2, 7), 16);
    logSums += 4 * LOG_SUM;
  }
}

/** Fewer than 8 are added in order; of more, every eighth, and these eight sums in halves. */
@inline
function sumOfExp(x: usize, classes: i32, most: v128): f32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  const end = x + ((classes & ~15) << 2);
  for (;;) {
    // Four at a time, as one waits for each of its steps; what is rare is left to another loop, lest it take this one's registers.
    while (x != end) {
      const a = f32x4.sub(v128.load(x), most), b = f32x4.sub(v128.load(x, 16), most);
      const c = f32x4.sub(v128.load(x, 32), most), d = f32x4.sub(v128.load(x, 48), most);
      const p = wholeOf(a), q = wholeOf(b), r = wholeOf(c), s = wholeOf(d);
      if (!areNear(p, q, r, s)) break;
      low = f32x4.add(f32x4.add(low, expBy(a, p)), expBy(c, r));
      high = f32x4.add(f32x4.add(high, expBy(b, q)), expBy(d, s));
      x += 64;
    }
    const last = x == end;
    for (let i = last ? (classes & 8) >> 3 : 2; i > 0; i--) {
      low = f32x4.add(low, exp4(f32x4.sub(v128.load(x), most)));
      high = f32x4.add(high, exp4(f32x4.sub(v128.load(x, 16), most)));
      x += 32;
    }
    if (last) break;
  }
  const left = classes & 7;
  if (left > 0) {
    // Of what is not there, 0 is added to a sum that is not negative.
    const a = exp4(f32x4.sub(loadUpTo4(x, 4, left), most));
    low = f32x4.add(low, v128.and(a, i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3))));
    if (left > 4) {
      const b = exp4(f32x4.sub(loadUpTo4(x + 16, 4, left - 4), most));
      high = f32x4.add(high, v128.and(b, i32x4.gt_s(i32x4.splat(left), i32x4(4, 5, 6, 7))));
    }
  }
  if (classes < 8) {
    let sum = f32x4.extract_lane(low, 0) + f32x4.extract_lane(low, 1);
    sum += f32x4.extract_lane(low, 2);
    sum += f32x4.extract_lane(low, 3);
    sum += f32x4.extract_lane(high, 0);
    sum += f32x4.extract_lane(high, 1);
    return sum + f32x4.extract_lane(high, 2);
  }
  const four = f32x4.add(low, high);
  const first = f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 2);
  return first + (f32x4.extract_lane(four, 1) + f32x4.extract_lane(four, 3));
}
