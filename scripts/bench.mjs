// npm run bench: test/bench/*.bench.ts, bundled as the site is, and *.bench.mjs as they are, each in a process of its own.
// `-- matmul` runs those whose names contain it; what follows a second `--` goes to the benchmark. Flags are the comparison's:
// `-- --against` is `-- compare -- --against`.

import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

await setup();

const args = process.argv.slice(2);
const cut = args.indexOf("--");
const [before, after] = cut < 0 ? [args, []] : [args.slice(0, cut), args.slice(cut + 1)];
const flag = before.findIndex((arg) => arg.startsWith("--"));
const [filters, rest] = flag < 0 ? [before, after] : [before.slice(0, flag), [...before.slice(flag), ...after]];
if (flag === 0) filters.push("compare");
const folder = join(root, "test", "bench");
mkdirSync(folder, { recursive: true });
const files = readdirSync(folder)
  .filter((name) => /\.bench\.(?:ts|mjs)$/.test(name))
  .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
  .toSorted();
if (files.length === 0) {
  console.error(`npm run bench: no test/bench/*.bench.* matches ${filters.join(" ") || "anything"}.`);
  process.exit(2);
}

/**
 * The program to run: the file itself, or what Vite makes of it. Null when it cannot be built.
 *
 * @param {string} file
 */
async function program(file) {
  if (file.endsWith(".mjs")) return join("test", "bench", file);
  const out = join("build", "bench", file.replace(/\.bench\.ts$/, ""));
  rmSync(join(root, out), { recursive: true, force: true });
  const args = ["build", "--logLevel", "warn", "--ssr", `test/bench/${file}`, "--outDir", out];
  const { code } = await run(tool("vite"), args);
  return code === 0 ? join(out, file.replace(/\.ts$/, ".js")) : null;
}

let failed = 0;
for (const file of files) {
  const path = await program(file);
  console.log(`\n${file.replace(/\.bench\..*$/, "")}`);
  const ran = path === null ? null : await run(process.execPath, [path, ...rest]);
  if (ran?.code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
