/**
 * What an iteration spends its time on: microseconds of each instruction, the slowest first. `-- names-mlp plain` takes one;
 * the graphs of the gallery are asked for by name, as `softmax-by-hand` is.
 */
import { readdirSync } from "node:fs";
import { backends, type BackendName } from "../backends.ts";
import { openedSession } from "./compare/openedSession.ts";
import { spreadOf } from "./compare/spread.ts";
import type { Source } from "./compare/manifest.ts";
import { digits } from "./compare/tables.ts";
import { workloads } from "./compare/workloads.ts";

/** Milliseconds that each workload is run for. */
const SPENT = 1500;
const SHOWN = 14;

const names = process.argv.slice(2);
const backendNames = Object.keys(backends) as BackendName[];
const asked = backendNames.filter((name) => names.includes(name));
const known: readonly (Source & { readonly name: string })[] = [
  ...workloads,
  ...readdirSync("graphs")
    .map((file) => ({ name: file.replace(".json", ""), graph: `graphs/${file}`, without: [], variables: {} }))
    .filter(({ name }) => !workloads.some((workload) => workload.name === name)),
];
const named = known.filter(({ name }) => names.includes(name));

for (const workload of named.length > 0 ? named : workloads) {
  for (const name of asked.length > 0 ? asked : backendNames) {
    const session = openedSession(workload, backends[name]);
    session.begin();
    session.iterate();
    const whole: number[] = [];
    for (const end = performance.now() + SPENT / 2; performance.now() < end;) {
      const start = performance.now();
      session.iterate();
      whole.push(1000 * (performance.now() - start));
    }
    const { instructions } = session.program;
    const times = instructions.map((): number[] => []);
    for (const end = performance.now() + SPENT; performance.now() < end;) {
      instructions.forEach(({ run }, at) => {
        const start = performance.now();
        run();
        times[at]!.push(1000 * (performance.now() - start));
      });
    }
    const medians = times.map((figures) => spreadOf(figures).median);
    const sum = medians.reduce((all, one) => all + one, 0);
    const iteration = digits(spreadOf(whole).median);
    console.log(
      `\n${workload.name}, ${name}: ${iteration} µs an iteration, ${digits(sum)} µs in its ${instructions.length} instructions`,
    );
    const slowest = instructions.map((instruction, at) => ({ instruction, time: medians[at]! }));
    for (const { instruction, time } of slowest.toSorted((a, b) => b.time - a.time).slice(0, SHOWN)) {
      const { pass, node, op, detail } = instruction;
      const share = `${((100 * time) / sum).toFixed(0)} %`;
      console.log(`  ${digits(time).padStart(8)} µs ${share.padStart(5)}  ${pass} ${node}: ${op} ${detail}`);
    }
  }
}
