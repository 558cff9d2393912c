import { titles } from "./contenders.ts";
import type { Aims, Workload } from "./workloads.ts";
import { workloads } from "./workloads.ts";
import type { Result, Results } from "./results.ts";

const BEGIN = "<!-- npm run bench -- compare -- --write: begin -->";
const END = "<!-- end -->";

/** Returns a page with the tables of these results between its marks. */
export function withTables(page: string, results: Results, ours: readonly string[]): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/performance.md has no "${BEGIN}" before "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${tables(results, ours)}\n\n${page.slice(end)}`;
}

/** Returns the ratios that are to be small, and how small: ours over a peer's, by name of the pair. */
export function aimsOf({ torch, jax, plain }: Aims, ours: readonly string[]): Readonly<Record<string, number>> {
  const fastest = ours.find((name) => name !== "plain");
  return {
    ...(fastest === undefined || torch === undefined ? {} : { [`${fastest}/torch`]: torch }),
    ...(fastest === undefined || jax === undefined ? {} : { [`${fastest}/jax`]: jax }),
    ...(plain === undefined ? {} : { "plain/torch": plain }),
  };
}

/** Writes a time with its unit, from milliseconds. */
export function duration(milliseconds: number): string {
  return milliseconds < 10 ? `${digits(1000 * milliseconds)} µs` : `${digits(milliseconds)} ms`;
}

/** Writes a figure with three digits. */
export function digits(figure: number): string {
  return figure >= 100
    ? Math.round(figure).toLocaleString("en-US")
    : String(Number(figure.toPrecision(figure < 1 ? 2 : 3)));
}

function tables(results: Results, ours: readonly string[]): string {
  const networks = results.workloads.filter(({ kind }) => kind === "network");
  const products = results.workloads.filter(({ kind }) => kind === "product");
  const { machine, versions, peak } = results;
  return [
    `Measured on ${machine}: ${Object.values(versions).join("; ")}. Multiply-adds in registers, 128 bits wide: ${digits(peak)} GFLOP/s.`,
    "An iteration (forward, backward, update), the median:",
    timesTable(networks),
    "Ratios, the median of the rounds; what they are to be at most in brackets:",
    ratiosTable(networks, ours),
    "Products of two n × n matrices, in GFLOP/s:",
    productsTable(products),
    "What an iteration of ours computes and allocates:",
    oursTable(networks, ours, peak),
    "How the time of an iteration grows over a decade: 1 means in proportion, less that a part of it does not grow.",
    scalingTable(results),
  ].join("\n\n");
}

function timesTable(networks: readonly Result[]): string {
  const names = everybody(networks);
  return table(
    ["", ...names.map(titleOf)],
    networks.map(({ title, times }) => [title, ...names.map((name) => cell(times[name]?.median, duration))]),
  );
}

function ratiosTable(networks: readonly Result[], ours: readonly string[]): string {
  const pairs = [...new Set(networks.flatMap(({ ratios }) => Object.keys(ratios)))];
  return table(
    ["", ...pairs.map((pair) => pair.split("/").map(titleOf).join(" / "))],
    networks.map(({ name, title, ratios }) => {
      const aims = aimsOf(workloads.find((one: Workload) => one.name === name)?.aims ?? {}, ours);
      return [
        title,
        ...pairs.map((pair) => {
          const aim = aims[pair] === undefined ? "" : ` (${aims[pair]})`;
          return cell(ratios[pair]?.median, (ratio) => `${digits(ratio)}${aim}`);
        }),
      ];
    }),
  );
}

function productsTable(products: readonly Result[]): string {
  const names = everybody(products);
  return table(
    ["n", ...names.map(titleOf)],
    products.map(({ title, times, flop }) => [
      title,
      ...names.map((name) => cell(times[name]?.median, (time) => digits(flop / time / 1e6))),
    ]),
  );
}

function oursTable(networks: readonly Result[], ours: readonly string[], peak: number): string {
  return table(
    ["", "MFLOP in products", ...ours.flatMap((name) => [`${name}, GFLOP/s`, "of the peak", "bytes allocated"])],
    networks.map(({ title, flop, times, allocations }) => [
      title,
      digits(flop / 1e6),
      ...ours.flatMap((name) => {
        const rate = flop / (times[name]?.median ?? NaN) / 1e6;
        return [
          cell(rate, digits),
          cell(rate / peak, (share) => `${(100 * share).toFixed(0)} %`),
          cell(allocations[name], (bytes) => Math.round(bytes).toLocaleString("en-US")),
        ];
      }),
    ]),
  );
}

function scalingTable({ scaling }: Results): string {
  return table(
    ["", "backend", "from", "to", "slope", "off a straight line"],
    scaling.map(({ title, backend, sizes, times, slope, offLine }) => [
      title,
      backend,
      `${sizes[0]!.toLocaleString("en-US")}: ${duration(times[0]!)}`,
      `${sizes.at(-1)!.toLocaleString("en-US")}: ${duration(times.at(-1)!)}`,
      slope.toFixed(2),
      `${(100 * offLine).toFixed(0)} %`,
    ]),
  );
}

function everybody(results: readonly Result[]): string[] {
  return [...new Set(results.flatMap(({ times }) => Object.keys(times)))];
}

function titleOf(name: string): string {
  return titles[name] ?? name;
}

function cell(figure: number | undefined, write: (figure: number) => string): string {
  return figure === undefined || Number.isNaN(figure) ? "–" : write(figure);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
