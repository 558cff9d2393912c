// npm test: every suite, then a table of them, then one last line `N passed, N failed`.
// `npm test -- unit layers` runs only those suites; `npm test -- unit -- tensor` hands `tensor` to Vitest or Playwright.

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { buildCli, buildSite } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { root, run, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

/**
 * What came of a suite; `report` is still to be printed, `names` are those of what failed.
 *
 * @typedef {{ passed: number, failed: number, skipped?: number, report?: string, names?: string[] }} Count
 */

/**
 * A suite of checks that each pass or fail as a whole. What a check prints is shown when it fails.
 *
 * @param {Record<string, () => Promise<{ code: number, output: string }>>} checks
 * @returns {Promise<Count>}
 */
async function checks(checks) {
  const count = { passed: 0, failed: 0, report: "", names: /** @type {string[]} */ ([]) };
  for (const [name, check] of Object.entries(checks)) {
    const { code, output } = await check();
    count.report += `  ${code === 0 ? "✓" : "✗"} ${name}\n`;
    if (code === 0) count.passed += 1;
    else {
      count.failed += 1;
      count.names.push(name);
      count.report += `${output.trimEnd()}\n`;
    }
  }
  return count;
}

/**
 * A check that is a program of a dependency.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
const check =
  (name, args, env = {}) =>
  () =>
    run(tool(name), args, { output: "capture", env });

// TypeScript and tsgolint do a third of their work once more on every further thread, and spend a fifth of it on keeping
// their memory small. Here they run beside other checks, which have use for the second core.
const frugal = { GOGC: "300", GOMAXPROCS: "1" };

/**
 * Runs a test runner that writes its result as JSON. A runner that dies, finds no test or fails outside of a test
 * counts as one failure. What it prints is shown as it comes, or at its end where it runs `beside` another.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {string} file
 * @param {(report: any) => Count} read
 * @param {{ env?: Record<string, string>, beside?: boolean }} [options]
 * @returns {Promise<Count>}
 */
async function runner(program, args, file, read, { env = {}, beside = false } = {}) {
  const path = join(root, file);
  rmSync(path, { force: true });
  const { code, output: report } = await run(tool(program), args, {
    output: beside ? "capture" : "inherit",
    env,
    beside,
  });
  if (!existsSync(path)) return { passed: 0, failed: 1, names: ["it came to no end"], ...(beside ? { report } : {}) };
  const count = { ...read(JSON.parse(readFileSync(path, "utf8"))), ...(beside ? { report } : {}) };
  if (count.passed + count.failed === 0) return { ...count, failed: 1, names: ["no test was found"] };
  if (code === 0 || count.failed > 0) return count;
  return { ...count, failed: 1, names: ["something failed outside of the tests"] };
}

/**
 * The tests of a Playwright suite, and of those in it, that did not pass at once.
 *
 * @param {any} suite
 * @returns {string[]}
 */
function failedSpecs({ specs = [], suites = [] }) {
  const failed = specs.filter((/** @type {any} */ { tests }) =>
    tests.some((/** @type {any} */ { status }) => status === "unexpected" || status === "flaky"),
  );
  return [
    ...failed.map((/** @type {any} */ { file, line, title }) => `${file}:${line}: ${title}`),
    ...suites.flatMap(failedSpecs),
  ];
}

/** @type {Record<string, (rest: string[]) => Promise<Count>>} */
const suites = {
  types: () => checks({ "tsc -b": check("tsc", ["-b", "--checkers", "1", "--builders", "1"], frugal) }),

  lint: () =>
    checks({
      oxlint: check("oxlint", [], frugal),
      "oxfmt --check": check("oxfmt", ["--check"]),
    }),

  layers: () =>
    checks({
      "dependency-cruiser": check("depcruise", ["src", "test", "--config", ".dependency-cruiser.cjs"]),
      knip: check("knip", ["--no-progress"]),
    }),

  // Some of the unit tests run the command line and look into the built site.
  build: () =>
    checks({
      "the site, into dist/": () => buildSite("capture"),
      "the command line, into build/cli/": () => buildCli("capture"),
    }),

  unit: (rest) =>
    runner(
      "vitest",
      ["run", "--reporter=default", "--reporter=json", "--outputFile.json=build/test/unit.json", ...rest],
      "build/test/unit.json",
      (report) => {
        /** @param {{ status: string }[]} of */
        const failedOf = (of) => of.filter(({ status }) => status === "failed");
        const names = failedOf(report.testResults).flatMap((/** @type {any} */ { name, assertionResults }) => {
          const file = relative(root, name);
          const tests = failedOf(assertionResults).map((/** @type {any} */ { fullName }) => `${file}: ${fullName}`);
          // A file that does not even load has no failing test.
          return tests.length > 0 ? tests : [file];
        });
        return {
          passed: report.numPassedTests,
          failed: names.length,
          skipped: report.numPendingTests + report.numTodoTests,
          names,
        };
      },
      // The browser waits for frames and pages, and leaves a third of two cores.
      { beside: chosen.includes("e2e") },
    ),

  e2e: async (rest) => {
    const chromium = await ensureChromium();
    if (!chromium) {
      const names = ["no Chromium found, and it could not be installed; CHROMIUM_PATH may name one"];
      return { passed: 0, failed: 1, names };
    }
    return runner(
      "playwright",
      ["test", "--reporter=list,json", ...rest],
      "build/test/e2e.json",
      ({ stats, errors, suites }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky + errors.length,
        skipped: stats.skipped,
        names: [...suites.flatMap(failedSpecs), ...errors.map((/** @type {any} */ { message }) => message)],
      }),
      { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: "build/test/e2e.json" } },
    );
  },
};

const args = process.argv.slice(2);
const cut = args.indexOf("--");
const [wanted, rest] = cut < 0 ? [args, []] : [args.slice(0, cut), args.slice(cut + 1)];
const unknown = wanted.find((name) => !(name in suites));
if (unknown !== undefined) {
  console.error(`npm test: "${unknown}" is not a suite; the suites are ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

await setup();
mkdirSync(join(root, "build", "test"), { recursive: true });

// The browser tests are of the built site.
if (wanted.includes("e2e") && !wanted.includes("build")) wanted.push("build");

/**
 * Runs a suite, and says how long it took.
 *
 * @param {string} name
 * @returns {Promise<{ name: string, seconds: number } & Count>}
 */
async function timed(name) {
  const begin = performance.now();
  const count = await /** @type {(rest: string[]) => Promise<Count>} */ (suites[name])(rest).catch(
    (/** @type {unknown} */ error) => ({ passed: 0, failed: 1, names: [String(error)] }),
  );
  return { name, seconds: (performance.now() - begin) / 1000, ...count };
}

const chosen = Object.keys(suites).filter((name) => wanted.length === 0 || wanted.includes(name));
/** @type {Awaited<ReturnType<typeof timed>>[]} */
const results = [];
// None of these keeps two cores busy by itself, so they run at once, and then the others, which need what `build` makes.
for (const group of [
  ["types", "lint", "layers", "build"],
  ["e2e", "unit"],
]) {
  const begun = group.filter((name) => chosen.includes(name)).map((name) => ({ name, result: timed(name) }));
  for (const { name, result } of begun) {
    console.log(`\n${name}`);
    const { report } = await result;
    if (report !== undefined) console.log(report.trimEnd());
    results.push(await result);
  }
}

/** @param {(result: typeof results[number]) => number} of */
const sum = (of) => results.reduce((total, result) => total + of(result), 0);
/** @param {[string, string | number, string | number, string | number, string]} cells */
const row = ([name, ...numbers]) => `  ${name.padEnd(8)}${numbers.map((cell) => String(cell).padStart(10)).join("")}`;
console.log(`\n${row(["suite", "passed", "failed", "skipped", "seconds"])}`);
for (const { name, passed, failed, skipped = 0, seconds } of results) {
  console.log(row([name, passed, failed, skipped, seconds.toFixed(1)]));
}
const failed = sum((result) => result.failed);
if (failed > 0) console.log();
for (const { name, names = [] } of results) for (const one of names) console.log(`  ✗ ${name}: ${one}`);
console.log(`\n${sum((result) => result.passed)} passed, ${failed} failed`);
process.exit(failed === 0 && results.length > 0 ? 0 : 1);
