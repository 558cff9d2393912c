/**
 * Our backends against PyTorch, jax-js and TensorFlow.js: they train the same networks from the same numbers, and multiply the
 * same matrices, each in a process of its own, one thread each, in turns. `npm run bench -- compare -- names-mlp 256` takes only
 * those workloads; `scaling` is one, too. Flags:
 *
 *     --rounds N      turns of each, 9 unless said
 *     --only NAMES    plain,torch,jax,tfjs-wasm,tfjs-cpu: only these
 *     --write         put the tables into docs/performance.md, and the figures into test/bench/results.json
 *     --against FILE  say what became slower since: test/bench/results.json unless said, or `last`, the run before
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { backends, type BackendName } from "../backends.ts";
import { compete } from "./compare/compete.ts";
import { ours, startContenders } from "./compare/contenders.ts";
import { writeNetwork, writeProduct } from "./compare/inputs.ts";
import { machineKind } from "./compare/machine.ts";
import { peakMeter } from "./compare/peak.ts";
import { reportResult, reportScaling } from "./compare/report.ts";
import { merged, slower, type Result, type Results } from "./compare/results.ts";
import { measureScaling } from "./compare/scaling.ts";
import { serveOurs } from "./compare/serveOurs.ts";
import { spreadOf } from "./compare/spread.ts";
import { withTables } from "./compare/tables.ts";
import { productSizes, workloads } from "./compare/workloads.ts";

const LAST = "build/bench/last.json";
const KEPT = "test/bench/results.json";
const PAGE = "docs/performance.md";

async function compare(args: string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: args.map((arg, at) => (arg === "--against" && !/^[^-]/.test(args[at + 1] ?? "") ? `--against=${KEPT}` : arg)),
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "9" },
      only: { type: "string", default: "" },
      write: { type: "boolean", default: false },
      against: { type: "string" },
    },
  });
  const rounds = Number(values.rounds);
  const only = values.only.split(",").filter((name) => name !== "");
  const say = (sentence: string): void => console.log(sentence);
  const before = values.against === undefined ? null : read(values.against === "last" ? LAST : values.against);
  const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);

  const contenders = await startContenders(process.argv[1]!, only, say);
  for (const { version } of contenders) say(version);
  const peak = peakMeter();
  const peaks = [peak.measure()];
  if (!peak.fused)
    say("WebAssembly has no fused multiply-adds here: the peak is that of a multiplication and an addition.");
  const between = (): void => void peaks.push(peak.measure());
  const results: Result[] = [];
  const measure = async (
    named: Parameters<typeof compete>[0],
    inputs: Parameters<typeof compete>[1],
  ): Promise<void> => {
    const result = await compete(named, inputs, contenders, ours, { rounds, between, say });
    results.push(result);
    reportResult(result, spreadOf(peaks).median, ours);
  };
  for (const workload of workloads)
    if (wanted(workload.name)) await measure({ ...workload, kind: "network" }, writeNetwork(workload));
  for (const n of productSizes) {
    if (!wanted(String(n)) && !wanted("products")) continue;
    await measure({ name: `product-${n}`, title: String(n), kind: "product", losses: 16 }, writeProduct(n));
  }
  const backends = contenders.filter(({ name }) => ours.includes(name));
  const scaling = wanted("scaling") ? await measureScaling(backends, rounds) : [];
  reportScaling(scaling);
  for (const contender of contenders) contender.end();

  const versions = Object.fromEntries(contenders.map(({ name, version }) => [name, version]));
  const now: Results = { machine: machineKind(), versions, peak: spreadOf(peaks).median, workloads: results, scaling };
  mkdirSync("build/bench", { recursive: true });
  writeFileSync(LAST, JSON.stringify(merged(existsSync(LAST) ? read(LAST) : null, now)));
  if (values.write) {
    const kept = merged(existsSync(KEPT) ? read(KEPT) : null, now);
    writeFileSync(KEPT, `${JSON.stringify(kept, rounded, 2)}\n`);
    writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), kept, ours));
  }
  if (before !== null) {
    const sentences = slower(before, now);
    if (before.machine !== now.machine) say(`The results before are of another kind of machine: ${before.machine}.`);
    for (const sentence of sentences) say(sentence);
    if (sentences.length === 0) say("Nothing became slower.");
  }
  return results.every(({ differences }) => Object.values(differences).every((distance) => distance <= 1e-3));
}

function read(file: string): Results {
  return JSON.parse(readFileSync(file, "utf8")) as Results;
}

/** Figures with four digits: the rest is noise, and would fill a difference between two commits. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}

const [, , mode, ...rest] = process.argv;
if (mode === "--serve") await serveOurs(rest[0]!, backends[rest[0] as BackendName]);
else process.exitCode = (await compare(process.argv.slice(2))) ? 0 : 1;
