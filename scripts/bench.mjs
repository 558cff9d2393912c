// npm run bench: test/bench/*.bench.ts, bundled as the site is, each in a Node process of its own.
// `-- matmul` runs those whose names contain it; what follows a second `--` goes to the benchmark.

import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

await setup();

const args = process.argv.slice(2);
const cut = args.indexOf("--");
const [filters, rest] = cut < 0 ? [args, []] : [args.slice(0, cut), args.slice(cut + 1)];
const folder = join(root, "test", "bench");
mkdirSync(folder, { recursive: true });
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".bench.ts"))
  .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
  .toSorted();
if (files.length === 0) {
  console.error(`npm run bench: no test/bench/*.bench.ts matches ${filters.join(" ") || "anything"}.`);
  process.exit(2);
}

let failed = 0;
for (const file of files) {
  const name = file.replace(/\.bench\.ts$/, "");
  const out = join("build", "bench", name);
  rmSync(join(root, out), { recursive: true, force: true });
  const built = await run(tool("vite"), [
    "build",
    "--logLevel",
    "warn",
    "--ssr",
    `test/bench/${file}`,
    "--outDir",
    out,
  ]);
  console.log(`\n${name}`);
  const ran = built.code === 0 ? await run(process.execPath, [join(out, `${name}.bench.js`), ...rest]) : built;
  if (ran.code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
