import { TOLERANCE } from "./compete.ts";
import { titles } from "./contenders.ts";
import type { Result, Scaling } from "./results.ts";
import { aimsOf, digits, duration } from "./tables.ts";
import { workloads } from "./workloads.ts";

/** Prints what came of one workload. */
export function reportResult(result: Result, peak: number, ours: readonly string[]): void {
  const { name, title, kind, flop, times, ratios, allocations, differences } = result;
  console.log(`\n${kind === "product" ? `${title}³` : `${name} (${title})`}`);
  for (const [contender, { low, median, high }] of Object.entries(times)) {
    const rate = flop / median / 1e6;
    const bytes = allocations[contender];
    const cells = [
      (titles[contender] ?? contender).padEnd(10),
      duration(median).padStart(9),
      `(${duration(low)} to ${duration(high)})`.padEnd(24),
      `${digits(rate)} GFLOP/s, ${(100 * (rate / peak)).toFixed(0)} % of the peak`.padEnd(33),
      agreement(differences[contender] ?? NaN),
      ...(bytes === undefined ? [] : [`; ${Math.round(bytes)} bytes allocated`]),
    ];
    console.log(`  ${cells.join(" ")}`);
  }
  const aims = aimsOf(workloads.find((one) => one.name === name)?.aims ?? {}, ours);
  for (const [pair, { low, median, high }] of Object.entries(ratios)) {
    const aim = aims[pair];
    const held = aim === undefined ? "" : `, at most ${aim}: ${median <= aim ? "held" : "MISSED"}`;
    console.log(`  ${pair.padEnd(16)} ${digits(median)} (${digits(low)} to ${digits(high)})${held}`);
  }
}

/** Prints how the time of an iteration grows. */
export function reportScaling(scaling: readonly Scaling[]): void {
  for (const { title, backend, sizes, times, slope, offLine } of scaling) {
    const points = sizes.map((size, at) => `${size.toLocaleString("en-US")}: ${duration(times[at]!)}`).join(", ");
    const off = `${(100 * offLine).toFixed(0)} % at most off a straight line`;
    console.log(`\n${title}, ${backend}: slope ${slope.toFixed(2)}, ${off}\n  ${points}`);
  }
}

function agreement(distance: number): string {
  if (distance === 0) return "our losses, to the bit";
  return `losses within ${distance.toExponential(0)}${distance <= TOLERANCE ? "" : ": NOT THE SAME"}`;
}
