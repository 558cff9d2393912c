import type { TypedArray } from "../dtype.ts";

const round = Math.fround;

/*
 * PyTorch's sums in float32, with its bits (`aten/src/ATen/native/cpu/SumKernel.cpp`, AVX2). The more alike in size what
 * is added, the less is lost: so it adds up runs of 16, then the runs' sums in runs of 16, and so on. Which of these
 * functions an element gets depends on where it lies in PyTorch's vectors of 8.
 */

/** Returns the sum of `count` numbers, `stride` apart, in runs of 16 and four levels (`multi_row_sum`). */
export function cascadeSum(x: TypedArray, from: number, stride: number, count: number): number {
  const power = Math.max(4, Math.floor((32 - Math.clz32(count - 1)) / 4));
  const run = 1 << power;
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  let at = from;
  while (i + run <= count) {
    for (const end = i + run; i < end; i++, at += stride) s0 = round(s0 + x[at]!);
    s1 = round(s1 + s0);
    s0 = 0;
    if ((i & ((run - 1) << power)) !== 0) continue;
    s2 = round(s2 + s1);
    s1 = 0;
    if ((i & ((run - 1) << (2 * power))) !== 0) continue;
    s3 = round(s3 + s2);
    s2 = 0;
  }
  for (; i < count; i++, at += stride) s0 = round(s0 + x[at]!);
  return round(round(round(s0 + s1) + s2) + s3);
}

/** Returns the same of four sums, each over every fourth number (`row_sum`). */
export function interleavedSum(x: TypedArray, from: number, stride: number, count: number): number {
  const quarter = count >> 2;
  let sum = cascadeSum(x, from, 4 * stride, quarter);
  const second = cascadeSum(x, from + stride, 4 * stride, quarter);
  const third = cascadeSum(x, from + 2 * stride, 4 * stride, quarter);
  const fourth = cascadeSum(x, from + 3 * stride, 4 * stride, quarter);
  for (let i = 4 * quarter; i < count; i++) sum = round(sum + x[from + i * stride]!);
  return round(round(round(sum + second) + third) + fourth);
}

/** Returns the sum of 8 adjacent numbers or more: eight sums, each over every eighth (`vectorized_inner_sum`). */
export function adjacentSum(x: TypedArray, from: number, count: number): number {
  const vectors = count >> 3;
  let sum = 0;
  for (let i = 8 * vectors; i < count; i++) sum = round(sum + x[from + i]!);
  for (let lane = 0; lane < 8; lane++) sum = round(sum + interleavedSum(x, from + lane, 8, vectors));
  return sum;
}

/**
 * Says how many of so many columns that are summed over their rows are {@link cascadeSum}s; the others are interleaved.
 */
export function cascadedColumns(columns: number): number {
  return columns - (columns % (columns < 8 ? 4 : 32));
}
