import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

// The measures of docs/architecture.md, "Measures": each fails with the places that break it.

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");

/** The files below a folder, as paths from the project's folder. */
function filesIn(folder: string): string[] {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

const all = filesIn("src");
const sources = all.filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
const tests = filesIn("test").filter((path) => path.endsWith(".test.ts"));

/** The sources that a source imports, types and later parts too. */
function importsOf(path: string): string[] {
  return [...read(path).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.tsx?)"/g)].map(([, to]) =>
    posix.join(posix.dirname(path), to!),
  );
}

/** How many lines of a folder's own files there may be, and how many files. */
const LONGEST = 300;
const LARGEST = 35;
/** A catalogue has one file for each of its kind. */
const CATALOGUES = new Set(["src/ops", "src/nodes/types"]);

describe("folders", () => {
  const folders = new Map<string, Set<string>>();
  for (const path of sources) {
    const from = posix.dirname(path);
    const others = folders.get(from) ?? new Set();
    folders.set(from, others);
    for (const to of importsOf(path).map((imported) => posix.dirname(imported))) if (to !== from) others.add(to);
  }

  it("none imports in a circle", () => {
    const reached = (from: string): ReadonlySet<string> => {
      const seen = new Set<string>();
      const left = [from];
      for (let at = left.pop(); at !== undefined; at = left.pop()) {
        for (const to of folders.get(at) ?? []) {
          if (seen.has(to)) continue;
          seen.add(to);
          left.push(to);
        }
      }
      return seen;
    };
    expect([...folders.keys()].filter((folder) => reached(folder).has(folder))).toEqual([]);
  });

  it(`none but a catalogue has more than ${LARGEST} files of its own`, () => {
    const sizes = [...folders.keys()].map(
      // Styles and a project's file count, too.
      (folder) => [folder, all.filter((path) => posix.dirname(path) === folder).length] as const,
    );
    const large = sizes.filter(([folder, size]) => !CATALOGUES.has(folder) && size > LARGEST);
    expect(large.map(([folder, size]) => `${folder}: ${size}`)).toEqual([]);
  });
});

describe("files", () => {
  it(`none has more than ${LONGEST} lines`, () => {
    const long = sources.map((path) => [path, read(path).trimEnd().split("\n").length] as const);
    expect(long.filter(([, lines]) => lines > LONGEST).map(([path, lines]) => `${path}: ${lines}`)).toEqual([]);
  });

  it("of the editor, at most five variables of modules change, each with its reason", () => {
    const changing = sources
      .filter((path) => path.startsWith("src/editor/"))
      .flatMap((path) => {
        const lines = read(path).split("\n");
        return lines.flatMap((line, at) =>
          /^(export )?let /.test(line)
            ? [{ at: `${path}:${at + 1}`, reason: /\*\/$|^\/\//.test(lines[at - 1] ?? "") }]
            : [],
        );
      });
    expect(changing.filter(({ reason }) => !reason)).toEqual([]);
    expect(changing.length, changing.map(({ at }) => at).join("\n")).toBeLessThanOrEqual(5);
  });
});

describe("facets", () => {
  /** A source without its comments: they may name what the code must not. */
  const code = (path: string) => read(path).replaceAll(/\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/.*$/gm, "");
  const SAYS = /\.say\(\s*"(\w+)"/g;
  const saying = sources.filter((path) => path.startsWith("src/nodes/types/") && code(path).match(SAYS) !== null);
  const names = [...new Set(saying.flatMap((path) => [...code(path).matchAll(SAYS)].map(([, name]) => name!)))];
  const CATALOGUES_OF_FACETS = ["src/program/facets/facets.ts", "src/editor/pictures/facets/facetViews.ts"];
  /** What several features make of a facet's report is worked out once, on a floor below them, in place of a view. */
  const IN_PLACE_OF_A_VIEW: Readonly<Record<string, string>> = { likelihood: "src/editor/runner/lossBounds.ts" };

  const inFolderOf = (name: string) => new RegExp(`^src/(protocol|program|editor/pictures)/facets/${name}\\.tsx?$`);
  const own = (name: string) => [
    ...saying.filter((path) => code(path).includes(`.say("${name}"`)),
    ...sources.filter((path) => inFolderOf(name).test(path) || path === IN_PLACE_OF_A_VIEW[name]),
  ];

  /** How a source names a facet: what is said, planned or reported of it, read, listed or taken apart by its name. */
  function namings(name: string, text: string): string[] {
    const patterns = [
      `\\bfacets[?!]?(\\?)?(\\.${name}\\b|\\[["']${name}["']\\])`,
      `\\bfacets: \\{[^{}]*\\b${name}\\b`,
      `\\{[^{}]*\\b${name}\\b[^{}]*\\}( =[^;]*|: )(\\bfacets\\b|Partial<Facet|PlannedFacets)`,
      `\\b(say|said)\\(\\s*"${name}"`,
      `\\bfacet: "${name}"`,
      `\\b(Said|FacetReports|FacetNumbers|PlannedFacets)\\["${name}"\\]`,
      // A list of facets: it has its types of the registries, and this name among its keys.
      `\\b(Said|FacetReports|FacetNumbers|PlannedFacets)\\b[\\s\\S]*^\\s*(readonly )?${name}(\\??:|,$)`,
    ];
    return patterns.flatMap((pattern) => new RegExp(pattern, "m").exec(text)?.[0] ?? []);
  }

  it("are what node types say", () => {
    expect(names.length).toBeGreaterThanOrEqual(4);
  });

  it.each(names)("%s has at most four sources, and a line in each of the two catalogues", (name) => {
    expect(own(name)).toContain(`src/program/facets/${name}.ts`);
    expect(own(name).length, own(name).join("\n")).toBeLessThanOrEqual(4);
    const [planned, shown] = CATALOGUES_OF_FACETS.map(
      (path) => code(path).match(new RegExp(`^(?!import ).*\\b${name}\\b`, "gm"))?.length ?? 0,
    );
    expect(planned).toBe(1);
    expect(shown).toBeLessThanOrEqual(1);
  });

  it.each(names)("nobody else imports the files of %s, or names it", (name) => {
    const known = new Set([...names.flatMap(own), ...CATALOGUES_OF_FACETS]);
    const others = sources.filter((path) => !known.has(path));
    const importing = others.filter((path) => importsOf(path).some((to) => inFolderOf(name).test(to)));
    const naming = others.flatMap((path) => namings(name, code(path)).map((what) => `${path}: ${what}`));
    expect([...importing, ...naming]).toEqual([]);
  });

  it.each([
    'builder.say("comparison", { a, b });',
    "const { comparison } = plan.nodes.get(node)!.facets;",
    "const shown = report.facets.comparison ?? null;",
    "return preview.facets?.comparison?.values;",
    'return report.facets["comparison"];',
    "function cardFacet({ facets: { comparison } }: NodeReport) {}",
    "({ comparison }: PlannedFacets) => comparison",
    '{ facet: "comparison", load },',
    'type Says = Said["comparison"];',
    "interface FacetReports {\n  readonly comparison?: ComparisonReport;\n}",
    "const reports: { readonly [F in keyof FacetReports]: Report<F> } = {\n  comparison: reportComparison,\n};",
  ])("are noticed where one is named: %s", (text) => {
    expect(namings("comparison", text)).not.toEqual([]);
  });
});

describe("formats", () => {
  const own = sources.filter((path) => path.startsWith("src/formats/") && read(path).includes("= defineFormat({"));
  const list = read("src/formats/formats.ts");

  it("are there", () => expect(own.length).toBeGreaterThanOrEqual(3));

  it.each(own)("%s is one file, with one line in the list", (path) => {
    const name = /export const (\w+) = defineFormat/.exec(read(path))![1]!;
    expect(list.match(new RegExp(`^import \\{ ${name} \\} from "./${posix.basename(path)}";$`, "gm"))).toHaveLength(1);
    expect(/formats: readonly Format\[\] = \[([^\]]*)\]/.exec(list)![1]!.split(/[\s,]+/)).toContain(name);
    // The menu, the drop, the paste, links and the command line read the list, and name none.
    expect(sources.filter((other) => importsOf(other).includes(path))).toEqual(["src/formats/formats.ts"]);
  });
});

describe("tests", () => {
  /** Suites that are of no source: over a catalogue, of the whole, or of the project itself. */
  const OF_THE_WHOLE = /^test\/(contract|tooling|faults|soak|bench|e2e)\//;

  it("each lies where its source does, and bears its name: session.test.ts, session.undo.test.ts", () => {
    const names = new Set(sources.map((path) => path.replace(/^src\//, "").replace(/\.tsx?$/, "")));
    const astray = tests.filter((path) => {
      const [name] = posix.basename(path).split(".");
      return !OF_THE_WHOLE.test(path) && !names.has(posix.join(posix.dirname(path).replace(/^test\/?/, ""), name!));
    });
    expect(astray).toEqual([]);
  });
});

describe("docs", () => {
  const pages = ["README.md", "CONTRIBUTING.md", ...filesIn("docs").filter((path) => path.endsWith(".md"))];
  /** What stands in backticks and begins like a path: one that ends in `/` is a folder. */
  const named = (text: string) => [...text.matchAll(/`((?:src|test|scripts|docs|graphs|public)\/[\w./*-]*)`/g)];

  it("every path that a page names is there", () => {
    const missing = pages.flatMap((page) =>
      named(read(page)).flatMap(([, path]) =>
        path!.includes("*") || existsSync(root + path!) ? [] : [`${page}: ${path}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it("what one wants takes the files that the table says", () => {
    const rows = [
      ...read("docs/architecture.md").matchAll(/^\| an? [^|]*\| `([^`]+)`(?: \+ `([^`]+)`)? \| `([^`]+)` \|$/gm),
    ];
    expect(rows.length).toBeGreaterThanOrEqual(9);
    for (const [, folder, example = "", line] of rows) {
      const name = example.replace(/\.\w+$/, "");
      expect(existsSync(root + folder! + example), `${folder}${example}`).toBe(true);
      // The example's line is where the table says that it is.
      if (example !== "") expect(read(line!), line).toContain(name);
    }
  });
});
