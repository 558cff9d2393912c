import { alternate } from "./alternate.ts";
import type { Contender } from "./contender.ts";
import { writeNetwork } from "./inputs.ts";
import type { Scaling } from "./results.ts";
import { spreadOf } from "./spread.ts";
import { bengio, namesMlp, type Workload } from "./workloads.ts";

interface Axis {
  readonly name: string;
  readonly title: string;
  readonly workload: Workload;
  readonly variable: string;
  /** Over a decade. */
  readonly sizes: readonly number[];
}

const decade = (first: number): number[] => [1, 2, 4, 7, 10].map((factor) => factor * first);

const axes: readonly Axis[] = [
  { name: "batch", title: "names-mlp, batch", workload: namesMlp, variable: "batch_size", sizes: decade(32) },
  { name: "hidden", title: "names-mlp, hidden neurons", workload: namesMlp, variable: "n_hidden", sizes: decade(100) },
  { name: "vocabulary", title: "Bengio, vocabulary", workload: bengio, variable: "V", sizes: decade(1700) },
];

/** Measures how the time of an iteration grows with batch, hidden size and vocabulary: each contender, all sizes in turns. */
export async function measureScaling(contenders: readonly Contender[], rounds: number): Promise<Scaling[]> {
  const measured: Scaling[] = [];
  for (const { name, title, workload, variable, sizes } of axes) {
    const folders = sizes.map((size) => {
      const variables = { ...workload.variables, [variable]: String(size) };
      return writeNetwork({ ...workload, name: `${workload.name}-${variable}-${size}`, variables, batches: 1 }).folder;
    });
    for (const contender of contenders) {
      for (const folder of folders) await contender.ask({ order: "open", folder });
      const rows = await alternate(
        folders.map((folder) => ({ contender, folder })),
        rounds,
      );
      for (const folder of folders) await contender.ask({ order: "close", folder });
      const times = rows.map((row) => spreadOf(row).median);
      const backend = contender.name;
      measured.push({ name: `${name}, ${backend}`, title, backend, sizes, times, ...fitted(sizes, times) });
    }
  }
  return measured;
}

/** The slope of log time over log size, and how far the times are from a straight line in the size. */
function fitted(sizes: readonly number[], times: readonly number[]): Pick<Scaling, "slope" | "offLine"> {
  const logs = line(sizes.map(Math.log), times.map(Math.log));
  // Each time weighs by its inverse: a relative distance counts alike everywhere.
  const straight = line(
    sizes,
    times,
    times.map((time) => 1 / time ** 2),
  );
  const distances = times.map((time, at) => Math.abs(straight.from + straight.slope * sizes[at]! - time) / time);
  return { slope: logs.slope, offLine: Math.max(...distances) };
}

/** Least squares. */
function line(
  x: readonly number[],
  y: readonly number[],
  weights: readonly number[] = x.map(() => 1),
): { readonly from: number; readonly slope: number } {
  const sum = (term: (at: number) => number): number => weights.reduce((all, weight, at) => all + weight * term(at), 0);
  const [n, sx, sy] = [sum(() => 1), sum((at) => x[at]!), sum((at) => y[at]!)];
  const slope = (n * sum((at) => x[at]! * y[at]!) - sx * sy) / (n * sum((at) => x[at]! ** 2) - sx ** 2);
  return { from: (sy - slope * sx) / n, slope };
}
