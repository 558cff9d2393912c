/** What an iteration spends its time on: microseconds of each instruction, the slowest first. `-- names-mlp plain` takes one. */
import { backends, type BackendName } from "../backends.ts";
import { openedSession } from "./compare/openedSession.ts";
import { spreadOf } from "./compare/spread.ts";
import { digits } from "./compare/tables.ts";
import { workloads } from "./compare/workloads.ts";

/** Milliseconds that each workload is run for. */
const SPENT = 1500;
const SHOWN = 14;

const names = process.argv.slice(2);
const wanted = (name: string, all: readonly string[]): boolean =>
  !names.some((one) => all.includes(one)) || names.includes(name);
const backendNames = Object.keys(backends) as BackendName[];
const workloadNames = workloads.map(({ name }) => name);

for (const workload of workloads.filter(({ name }) => wanted(name, workloadNames))) {
  for (const name of backendNames.filter((one) => wanted(one, backendNames))) {
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
