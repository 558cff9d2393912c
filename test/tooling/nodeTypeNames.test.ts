// A node type is known above src/nodes by its role and by what it says, never by its name.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { nodeTypes } from "../../src/nodes/catalogue.ts";
import { ops } from "../../src/ops/catalogue.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What names node types because it is data: old files, and the graphs of the lesson. */
const DATA = [
  "src/python/meanings",
  "src/graph/migrations",
  "src/graph/migrations/migrations.ts",
  "src/editor/lesson/chapters",
];

/** The floors below the node types, and their own. */
const BELOW = ["base", "math", "expression", "data", "tensor", "ops", "nodes"].map((layer) => `src/${layer}`);

/** Where a text that is also a node type's name says something else. */
const OTHERWISE: readonly (readonly [what: string, line: RegExp])[] = [
  ["the kind of an op", /\bop\??\.kind [!=]== "view"/],
  ["the kind of a value", /case "words":|\bkind [!=]== "words"|\bkind: "words"/],
  ["how a fold adds up", /\bby(: | === |\b.*\| )"(sum|max|argmax)"/],
  ["the scale of an axis", /"log" \| "linear"|[aA]xis.* "log"|useState<Axis>\("log"\)|"log", "linear"/],
  ["a change of the canvas library", /change\.type === "select"/],
  ["what a tensor of a node is", /\brole(\?: | === |: )"parameter"|persistent\(parameter, "parameter"\)/],
  ["a field of a preview", /Pick<.*\b(Preview|TensorPreview)\b|"min" \| "max" \| "mean"/],
  ["what an instruction does, for a reader", /\bop: "(compare|batch|parameter)"/],
  ["a word for people", /parameters === 1 \? "parameter"|placeholder="expression"|\? "constant"|return "constant"/],
  ["the name of a facet", /\bFacet<"words">/],
  ["the name of a view", /^\s*name: "(words|embedding)"/],
  [
    "a role, which hasRole asks for",
    /(hasRole\([^()]+(\([^()]*\))?[^()]*|ofRole\(|nodeTypeOf\(|role\??:? [!=]== )"(parameter|embedding)"/,
  ],
  ["a command of the terminal", /^\s*name: "sample",$/],
  ["a member of a type", /\b[A-Z]\w*\["\w+"\]/],
  ["a class of an element", /className="words"/],
];

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (DATA.includes(path) || BELOW.includes(path)) return [];
    if (entry.isDirectory()) return filesIn(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

/** The lines of a source that name a node type, each as `file: line`. */
function naming(path: string, text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/.*$/gm, "");
  const names = new RegExp(`["'\`](${nodeTypes.map(({ type }) => type).join("|")})["'\`]`);
  return code
    .split("\n")
    .filter((line) => names.test(line) && !OTHERWISE.some(([, pattern]) => pattern.test(line)))
    .map((line) => `${path}: ${line.trim()}`);
}

describe("node types", () => {
  it("are not asked for by name above src/nodes", () => {
    expect(filesIn("src").flatMap((path) => naming(path, readFileSync(join(root, path), "utf8")))).toEqual([]);
  });

  it("that are asked for by name are found", () => {
    const asks = [
      'if (node.type === "cross_entropy") return;',
      'const words = findNodeType("words");',
      'nodes.filter(({ type }) => ["context", "batch"].includes(type));',
      'apply({ type: "addNode", nodeType: "sgd" });',
    ];
    expect(asks.flatMap((line) => naming("a.ts", line))).toHaveLength(asks.length);
  });

  it("and ops lie in files of their names", () => {
    // A file index.ts is taken for a barrel, of which there are none.
    const fileOf = (name: string) => (name === "index" ? "indexing.ts" : `${name}.ts`);
    expect(readdirSync(join(root, "src/nodes/types")).toSorted()).toEqual(
      nodeTypes.map(({ type }) => fileOf(type)).toSorted(),
    );
    const opFiles = new Set(readdirSync(join(root, "src/ops")));
    expect(ops.map(({ name }) => fileOf(name)).filter((file) => !opFiles.has(file))).toEqual([]);
  });
});
