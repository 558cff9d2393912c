import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");

const layers: Record<string, { imports: string[]; packages: string[]; pure: boolean }> = JSON.parse(
  read("scripts/layers.json"),
);

/** The files below a folder, as paths from the project's folder. */
function filesIn(folder: string): string[] {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** What a project file may say of its references; such a file may hold comments, these do not. */
interface Project {
  references: { path: string }[];
}

/** A source without its comments: they may name what the code must not use. */
const code = (path: string) => read(path).replaceAll(/\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/.*$/gm, "");

/** Each place where one of the patterns stands, as `file: what stands there`. */
const findings = (files: string[], patterns: RegExp[], text: (path: string) => string) =>
  files.flatMap((path) =>
    patterns.flatMap((pattern) => {
      const found = pattern.exec(text(path));
      return found ? [`${path}: ${found[0].trim()}`] : [];
    }),
  );

const sources = filesIn("src").filter((path) => /\.tsx?$/.test(path));
const pure = Object.entries(layers).flatMap(([layer, { pure: isPure }]) =>
  isPure ? filesIn(`src/${layer}`).filter((path) => path.endsWith(".ts")) : [],
);
const tests = filesIn("test").filter((path) => /\.tsx?$/.test(path) && !path.startsWith("test/tooling/"));

describe("layers", () => {
  it.each(Object.entries(layers))("%s references what it may import, and nothing else", (layer, { imports }) => {
    const project: Project = JSON.parse(read(`src/${layer}/tsconfig.json`));
    const names = project.references.map(({ path }) => posix.join(layer, path));
    expect(names.toSorted()).toEqual(imports.toSorted());
  });

  it("every file of src is in a layer, or is main.tsx", () => {
    const known = [...Object.keys(layers).map((layer) => `src/${layer}/`), "src/main."];
    expect(sources.filter((path) => !known.some((place) => path.startsWith(place)))).toEqual([]);
  });

  it("no file hands on what another exports", () => {
    expect(findings(sources, [/^export\s[^;=()]*?\bfrom\s*["']/m], code)).toEqual([]);
    expect(sources.filter((path) => /\/index\.tsx?$/.test(path))).toEqual([]);
  });

  it("no file is imported for its side effect, styles apart", () => {
    expect(findings(sources, [/^import\s+["'](?!.*\.css["']).*["']/m], code)).toEqual([]);
  });

  it("base to session know no clock, no chance, no language, no Node", () => {
    const patterns = [
      /\bMath\s*(\.\s*random|\[)/,
      /\bDate\s*(\.\s*(now|UTC|parse)|\()/,
      /\bnew\s+Date\b/,
      /\bperformance\s*\./,
      /["']node:/,
      /\.localeCompare\s*\(/,
      /\.toLocale\w+\s*\(\s*(?!"en-US")/,
      /\bimport\.meta\b/,
    ];
    expect(findings(pure, patterns, code)).toEqual([]);
  });

  it("no suppression goes without a reason", () => {
    const suppression = /(oxlint|eslint)-disable(?!.*-- ?\S)|@ts-(ignore|nocheck|expect-error)(?!:? \S)|v8 ignore/;
    expect(findings([...sources, ...tests, ...filesIn("scripts")], [suppression], read)).toEqual([]);
  });
});

describe("tests", () => {
  it("none sleeps for a fixed time, none is left out or alone", () => {
    const patterns = [
      /waitForTimeout/,
      /timers\/promises/,
      /setTimeout\(\s*\w+\s*,\s*[\d_]+\s*\)/,
      /\b(it|test|describe)\.(only|skip|todo|fixme)\b/,
    ];
    expect(findings(tests, patterns, code)).toEqual([]);
  });
});

describe("project", () => {
  const committed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((path) => path !== "" && path !== "test/tooling/layers.test.ts" && existsSync(root + path));

  it("no file names a place on somebody's machine", () => {
    const places = [/(?<![\w.-])\/(work|root|home\/\w+|Users\/\w+)\/[\w.]/, /\b[A-Z]:\\Users\\/];
    const text = committed.filter((path) => !/\.(png|bin|safetensors|onnx|zip|wiregrad|gz|woff2?)$/.test(path));
    expect(findings(text, places, read)).toEqual([]);
  });

  it("package-lock.json names no registry", () => {
    const { packages }: { packages: Record<string, object> } = JSON.parse(read("package-lock.json"));
    expect(Object.keys(packages).filter((path) => "resolved" in packages[path]!)).toEqual([]);
  });

  it("tsc is TypeScript 7", () => {
    const bin = process.platform === "win32" ? "tsc.cmd" : "tsc";
    const version = execFileSync(`${root}node_modules/.bin/${bin}`, ["--version"], { encoding: "utf8" });
    expect(version).toMatch(/^Version 7\./);
  });
});
