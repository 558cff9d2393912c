// Rules that catch nothing look like code without faults: here each of them catches one that was planted.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "wiregrad-rules-"));

const planted: Record<string, string> = {
  "src/base/ids.ts": `export const id = "a";\n`,
  "src/ops/tanh.ts": `export const tanh = 1;\n`,
  "src/program/compile.ts": `export const compile = 1;\nexport type Program = number;\n`,
  "src/protocol/message.ts": `export type Message = string;\n`,
  "src/session/session.ts": `import { tanh } from "../ops/tanh.ts";\nexport const session = tanh;\n`,
  "src/views/heatmap.ts": `export const heatmap = document.title;\n`,
  "src/base/up.ts": `import { heatmap } from "../views/heatmap.ts";\nexport const up = heatmap;\n`,
  "src/tensor/a.ts": `import { b } from "./b.ts";\nimport { readFileSync } from "node:fs";\nexport const a = [b, readFileSync];\n`,
  "src/tensor/b.ts": `import { a } from "./a.ts";\nexport const b = a;\n`,
  "src/tensor/clock.ts": `export const now = Date.now();\nexport const chance = Math.random();\n`,
  "src/tensor/page.ts": `export const title = document.title;\n`,
  "src/tensor/timer.ts": `export const later = (then: () => void) => setTimeout(then, 1);\n`,
  "src/data/parse.ts": `import { parse } from "mathjs";\nexport const tree = parse("1");\n`,
  "src/io/types.ts": `import type { Program } from "../program/compile.ts";\nexport type Exported = Program;\n`,
  "src/io/compiles.ts": `import { compile } from "../program/compile.ts";\nexport const io = compile;\n`,
  "src/editor/runner/runs.ts": `import { session } from "../../session/session.ts";\nexport const runs = session;\n`,
  "src/editor/runner/speaks.ts": `import type { Message } from "../../protocol/message.ts";\nexport type Speaks = Message;\n`,
  "src/editor/kit/button.ts": `import { graph } from "../document/store.ts";\nexport const button = graph;\n`,
  "src/editor/document/store.ts": `export const graph = 1;\n`,
  "src/editor/document/draws.ts": `import { wire } from "../canvas/wire.ts";\nexport const draws = wire;\n`,
  "src/editor/canvas/wire.ts": `export const wire = 1;\n`,
  "src/editor/ask/asks.ts": `import { looks } from "../inspector/looks.ts";\nexport const asks = looks;\n`,
  "src/editor/inspector/looks.ts": `import { wire } from "../canvas/wire.ts";\nexport const looks = wire;\n`,
  "src/editor/runner/flow.ts": `import { useReactFlow } from "@xyflow/react";\nexport const flow = useReactFlow;\n`,
  "src/graph/any.ts": `export const graph = (text: string): any => JSON.parse(text);\n`,
  "src/graph/leak.ts": `export const nodes = (text: string) => { const graph = JSON.parse(text); return graph.nodes; };\n`,
  "src/graph/default.ts": `export default 1;\n`,
  "src/graph/all.ts": `export * from "./default.ts";\n`,
  "src/graph/ignore.ts": `// @ts-ignore\nexport const wrong: string = 1;\n`,
  "src/graph/evaluates.ts": `export const evaluates = (text: string): unknown => new Function(text)();\n`,
  "src/graph/forgotten.ts": `export const forgotten = (work: () => Promise<void>) => { work(); };\n`,
};

const run = (tool: string, ...args: string[]) => {
  const { stdout, stderr } = spawnSync(join(root, "node_modules/.bin", tool), args, { cwd: project, encoding: "utf8" });
  return stdout + stderr;
};

beforeAll(() => {
  for (const path of [
    "src",
    "scripts",
    "tsconfig.base.json",
    "package.json",
    ".dependency-cruiser.cjs",
    ".oxlintrc.json",
  ]) {
    cpSync(join(root, path), join(project, path), {
      recursive: true,
      filter: (from) => !/\.tsx?$/.test(from),
    });
  }
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"), "junction");
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("dependency-cruiser", () => {
  it("sees each planted import, and no other", () => {
    const output = run("depcruise", "src", "--config", ".dependency-cruiser.cjs", "--output-type", "json");
    const { summary }: { summary: { violations: { rule: { name: string }; from: string }[] } } = JSON.parse(output);
    const found = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
    expect(found.toSorted()).toEqual([
      "editor-speaks-to-a-session-through-its-protocol: src/editor/runner/runs.ts",
      "io-knows-only-types-of-program: src/io/compiles.ts",
      "layer-base: src/base/up.ts",
      "layer-editor/ask: src/editor/ask/asks.ts",
      "layer-editor/document: src/editor/document/draws.ts",
      "layer-editor/inspector: src/editor/inspector/looks.ts",
      "layer-editor/kit: src/editor/kit/button.ts",
      "layer-session: src/session/session.ts",
      "no-cycle: src/tensor/a.ts",
      "no-node-below-the-edge: src/tensor/a.ts",
      "packages-data: src/data/parse.ts",
      "packages-editor/runner: src/editor/runner/flow.ts",
    ]);
  });
});

describe("tsc", () => {
  it("compiles no import of a layer above, no DOM and no timer below the edge", () => {
    const output = run("tsc", "-b", "src/tensor", "src/base");
    expect(output).toMatch(/src\/base\/up\.ts.*TS6307/);
    expect(output).toMatch(/src\/tensor\/a\.ts.*node:fs/);
    expect(output).toMatch(/src\/tensor\/page\.ts.*'document'/);
    expect(output).toMatch(/src\/tensor\/timer\.ts.*'setTimeout'/);
  });
});

describe("oxlint", () => {
  it("sees each planted fault", () => {
    const output = run("oxlint", "--format", "unix", "src");
    const seen = (file: string, rule: string) =>
      output.split("\n").some((line) => line.includes(file) && line.includes(rule));
    const faults: [file: string, rule: string][] = [
      ["tensor/a.ts", "no-cycle"],
      ["tensor/clock.ts", "no-restricted-globals"],
      ["tensor/clock.ts", "no-restricted-properties"],
      ["tensor/timer.ts", "no-restricted-globals"],
      ["graph/any.ts", "no-explicit-any"],
      ["graph/leak.ts", "no-unsafe-return"],
      ["graph/default.ts", "no-default-export"],
      ["graph/all.ts", "no-barrel-file"],
      ["graph/ignore.ts", "ban-ts-comment"],
      ["graph/evaluates.ts", "no-new-func"],
      ["graph/forgotten.ts", "no-floating-promises"],
    ];
    expect(faults.filter(([file, rule]) => !seen(file, rule))).toEqual([]);
  });
});
