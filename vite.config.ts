import { readFile } from "node:fs/promises";
import react from "@vitejs/plugin-react";
import { defineConfig, runnerImport, type Plugin } from "vite";
import { simdModule } from "./scripts/simd-module.mjs";

/** What the site may do. `npm run build` writes it into the page; the development server needs more and goes without. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** What that policy would silently ignore: inline scripts, inline styles, handlers in attributes. */
const forbiddenInPage = [
  /<script(?![^>]*\ssrc=)[^>]*>/i,
  /<style[\s>]/i,
  /\sstyle=/i,
  /\son[a-z]+=/i,
  /(?:href|src)=["']?(?:javascript|data):/i,
];

/** Puts the policy into the built page, and refuses to build a page that the policy would break. */
function policyInPage(): Plugin {
  return {
    name: "wiregrad:content-security-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        for (const pattern of forbiddenInPage) {
          const found = pattern.exec(html);
          if (found) throw new Error(`index.html: the content security policy does not allow ${found[0].trim()}`);
        }
        return [
          {
            tag: "meta",
            attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
            injectTo: "head-prepend",
          },
        ];
      },
    },
  };
}

/** Lets browsers keep what `vite preview` serves under names that change with their content, as a good host of the site does. */
function assetsKept(): Plugin {
  return {
    name: "wiregrad:assets-kept",
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        if (request.url?.startsWith("/assets/")) {
          response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        }
        next();
      });
    },
  };
}

/** Leaves out what mathjs needs only to write LaTeX, 3 kB of the first screen: it parses for us, and no more. */
function parserWithoutLatex(): Plugin {
  const nothing = [
    "export const latexSymbols = {}, latexOperators = {}, latexFunctions = {}, defaultTemplate = '';",
    "export const escapeLatex = String, toSymbol = String;",
  ];
  return {
    name: "wiregrad:parser-without-latex",
    apply: "build",
    load: (id) => (id.endsWith("/mathjs/lib/esm/utils/latex.js") ? nothing.join("\n") : null),
  };
}

/**
 * `import address from "virtual:session-worker"`: the address of the worker's module. It is built as an entry of the page's
 * own bundle, where Vite would bundle a worker apart: page and worker then load what they share (mathjs, the ops, the
 * node types) from the same files, once.
 */
function workerOfPage(): Plugin {
  const id = "virtual:session-worker";
  const entry = "/src/worker/worker.ts";
  let building = false;
  return {
    name: "wiregrad:worker-of-page",
    configResolved: ({ command }) => {
      building = command === "build";
    },
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(source) {
      if (source !== `\0${id}`) return null;
      if (!building) return `export default new URL(${JSON.stringify(entry)}, location.href).href;`;
      const reference = this.emitFile({ type: "chunk", id: entry, name: "worker" });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}

/** A part of a parsed module, as far as it is looked at here. */
interface SyntaxNode {
  readonly type?: string;
  readonly key?: { readonly name?: string };
  readonly method?: boolean;
  readonly value?: Span & { readonly type?: string; readonly name?: string; readonly body?: Span };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A part that goes, and what stands in its place. */
interface Part extends Span {
  readonly by: string;
}

/** Returns code with other text in place of some parts. */
function written(code: string, parts: readonly Part[]): string {
  const sorted = parts.toSorted((a, b) => a.start - b.start);
  const pieces = sorted.map(({ start, by }, at) => code.slice(sorted[at - 1]?.end ?? 0, start) + by);
  return pieces.join("") + code.slice(sorted.at(-1)?.end ?? 0);
}

/**
 * Cuts parts of modules that the built site has no use for.
 *
 * @param file the modules that are meant.
 * @param partOf the part of a syntax node that goes; undefined where the node is to be looked into.
 */
function withoutParts(name: string, file: RegExp, partOf: (node: SyntaxNode) => Part | undefined): Plugin {
  return {
    name: `wiregrad:${name}`,
    apply: "build",
    transform: {
      order: "post",
      handler(code, id) {
        if (!file.test(id)) return null;
        const cuts: Part[] = [];
        const visit = (node: unknown): void => {
          if (typeof node !== "object" || node === null) return;
          const part = partOf(node);
          if (part !== undefined) cuts.push(part);
          else for (const inner of Object.values(node)) visit(inner);
        };
        const program = this.parse(code);
        visit(program);
        const imports = program.body.filter((node) => node.type === "ImportDeclaration");
        const rest = written(code, [...cuts, ...imports.map(({ start, end }) => ({ start, end, by: "" }))]);
        // What was imported for the parts alone would be loaded for nothing.
        const unused = imports.filter(({ specifiers }) =>
          specifiers.every(({ local }) => !new RegExp(`\\b${local.name}\\b`).test(rest)),
        );
        return {
          code: written(code, [...cuts, ...unused.map(({ start, end }) => ({ start, end, by: "" }))]),
          map: null,
        };
      },
    },
  };
}

/**
 * Writes `by` in place of the values of some properties, and empties those that are methods. What is handed on by its name
 * (`const { examples } = op`) stays, as the texts that a family's function is given.
 */
function withoutProperties(name: string, file: RegExp, keys: readonly string[], by: string): Plugin {
  const valueOf = ({ type, key, value, method }: SyntaxNode): Part | undefined => {
    if (type !== "Property" || !keys.includes(key?.name ?? "") || value?.name === key?.name) return undefined;
    return method === true ? value?.body && { ...value.body, by: "{}" } : value && { ...value, by };
  };
  return withoutParts(name, file, valueOf);
}

const ops = /src[\\/]ops[\\/]\w+\.ts$/;
const nodeTypes = /src[\\/]nodes[\\/](?:types|families)[\\/]\w+\.ts$/;

// Only tests read them.
const opsWithoutExamples = withoutProperties("ops-without-examples", ops, ["examples"], "[]");
const opsWithoutWhy = withoutProperties("ops-without-why", ops, ["why"], "void 0");
const opsWithoutTold = withoutProperties("ops-without-told", ops, ["told"], "{}");
const typesWithoutTexts = withoutProperties("types-without-texts", nodeTypes, ["help"], '""');
const typesWithoutCode = withoutProperties(
  "types-without-code",
  nodeTypes,
  ["torch", "module", "pythonNames"],
  "void 0",
);
// Also where a family's function is handed on by its name.
const typesWithoutRows = withoutParts("types-without-rows", nodeTypes, ({ type, key, value }) =>
  type === "Property" && key?.name === "byRows" && value !== undefined ? { ...value, by: "void 0" } : undefined,
);
const typesWithoutTold = withoutProperties("types-without-told", nodeTypes, ["told"], "void 0");

/** Modules that hold one table of texts, which is read with a later part: each exports it by the module's name. */
const textModules = /src[\\/](?:nodes|ops)[\\/](nodeTexts|nodeTold|opTold)\.ts$/;

/**
 * Puts texts where they are read: help and PyTorch of all node types, 9 kB of the first screen, with the inspector, and what is
 * told of ops and types with the first step.
 */
function textsApart(): Plugin {
  return {
    name: "wiregrad:texts-apart",
    apply: "build",
    async load(id) {
      const name = textModules.exec(id)?.[1];
      if (name === undefined) return null;
      const { module } = await runnerImport<Readonly<Record<string, object>>>(id, { configFile: false });
      return `export const ${name} = ${JSON.stringify(module[name])};`;
    },
  };
}

/**
 * Lets one module have copies of others, which keep one property and nothing else: the copies come with what reads that
 * property, and what the first screen has of those modules goes without it.
 *
 * @param copy the copies' mark: they are the modules' addresses with `?copy` behind.
 * @param reader the module that has them.
 * @param file the modules that are meant.
 */
function copiesApart(copy: string, reader: RegExp, file: RegExp): Plugin {
  const mark = `?${copy}`;
  const isCopy = (id: string): boolean => id.endsWith(mark);
  const fileOf = (id: string): string => (isCopy(id) ? id.slice(0, -mark.length) : id);
  return {
    name: `wiregrad:${copy}-apart`,
    apply: "build",
    enforce: "pre",
    async resolveId(source, importer) {
      if (importer === undefined || !(isCopy(importer) || reader.test(importer))) return null;
      const resolved = await this.resolve(source, fileOf(importer), { skipSelf: true });
      return resolved !== null && file.test(resolved.id) ? `${resolved.id}${mark}` : resolved;
    },
    load: (id) => (isCopy(id) ? readFile(fileOf(id), "utf8") : null),
  };
}

// `nodeCodes.ts` and `opWhys.ts` hold what node types say of their code, and ops of their numbers.
const codesApart = copiesApart(
  "codes",
  /[\\/]nodeCodes\.ts$/,
  /[\\/]src[\\/]nodes[\\/](?:catalogue|(?:types|families)[\\/]\w+)\.ts$/,
);
const codesAlone = withoutProperties("codes-alone", /\.ts\?codes$/, ["help", "told", "build", "summary"], "void 0");
const whysApart = copiesApart("whys", /[\\/]opWhys\.ts$/, /[\\/]src[\\/]ops[\\/]\w+\.ts$/);
// Only these: what says of numbers, in families and beside the ops too, has properties named forward, backward and shape.
const whysAlone = withoutProperties("whys-alone", /\.ts\?whys$/, ["torch", "told", "examples"], "void 0");

/** What the nodes of mathjs' trees can do besides being read: they are parsed, and walked by `readMathjsTree`. */
const NOT_FOR_READING = new Set(["_compile", "_toString", "_toHTML", "_toTex", "toHTML", "toTex", "toJSON"]);

/** Empties the methods of mathjs' nodes that nobody calls: they would be a tenth of what the page loads of it. */
const nodesToBeRead = withoutParts(
  "nodes-to-be-read",
  /mathjs[\\/]lib[\\/]esm[\\/]expression[\\/]node[\\/]\w+\.js$/,
  ({ type, key, value }) =>
    type === "MethodDefinition" && NOT_FOR_READING.has(key?.name ?? "") && value?.body
      ? { ...value.body, by: "{}" }
      : undefined,
);

/** Small modules that the page's first screen shares with its later parts. */
const sharedParts = [
  /src[\\/]editor[\\/]document[\\/](?:\w+|commands[\\/]history)\.ts$/,
  /src[\\/]editor[\\/]keeping[\\/](?:storage[\\/])?\w+\.ts$/,
  /src[\\/]editor[\\/]kit[\\/](?:attempt|derived|keptValue|layoutStore|keys[\\/]keys|keys[\\/]isComposing|commands[\\/]\w+)\.ts$/,
  /src[\\/]editor[\\/](?:runner[\\/](?:useRunner|reading[\\/]\w+)|lesson[\\/](?:lessonStore|startLesson)|kit[\\/]dialog[\\/]dialogStore)\.ts$/,
  /src[\\/](?:protocol[\\/](?:condition[\\/]|instructionReport)|io[\\/]sha256)/,
];

/** Small modules that the worker's beginning shares with the answers that come later. */
const programParts =
  /src[\\/](?:program[\\/](?:run[\\/](?:memory|beginBackward)|plan[\\/](?:accumulatedGrads|gradientInputs)|tensors[\\/](?:persistent|outputTensors))|protocol[\\/]checkpoint)\.ts$/;

/** Parts of those folders that come with what reads them. */
const laterParts =
  /[\\/](?:nodeCodes|stateDict|opWhys|python(?:Literal|Formula)|graph[\\/]changes[\\/]\w+|ops[\\/]contract[\\/](?:fold|magnitude|cells)|ops[\\/]why[\\/]\w+|ops[\\/]\w+Why)\.ts$/;

const engineSources = /src[\\/](?:base|math|expression|data|tensor|ops|nodes|graph|protocol|program|torch)[\\/]/;

const engineParts = /src[\\/](?:base|math|expression|data|tensor|ops|nodes|graph)[\\/]|node_modules[\\/]mathjs[\\/]/;

/** The large libraries, each in a file of its own, so that a new version of the site leaves them in a reader's cache. */
const groups = [
  { name: "react", test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, priority: 2 },
  {
    name: "flow",
    test: /node_modules[\\/](?:@xyflow|d3-(?:drag|selection|zoom|transition|interpolate))[\\/]/,
    priority: 2,
  },
  // What the page and its worker share.
  {
    name: "engine",
    test: (id: string) => engineParts.test(id) && !/\?(?:codes|whys)$/.test(id) && !laterParts.test(id),
    minShareCount: 2,
    priority: 1,
  },
  { name: "program", test: programParts, minShareCount: 2, priority: 1 },
  // What the page's first screen and its later parts share: one file is smaller than seven.
  {
    name: "shared",
    test: (id: string) => sharedParts.some((part) => part.test(id)),
    minShareCount: 2,
    priority: 1,
  },
];

export default defineConfig(({ isSsrBuild }) => ({
  // The site works under any path of any static host.
  base: "./",
  // The command line is loaded from a disk: what makes the site smaller would only make its build slower.
  plugins: isSsrBuild
    ? [parserWithoutLatex(), simdModule()]
    : [
        opsWithoutExamples,
        typesWithoutTexts,
        typesWithoutCode,
        typesWithoutRows,
        codesApart,
        codesAlone,
        whysApart,
        whysAlone,
        opsWithoutTold,
        opsWithoutWhy,
        typesWithoutTold,
        textsApart(),
        nodesToBeRead,
        react(),
        parserWithoutLatex(),
        policyInPage(),
        assetsKept(),
        workerOfPage(),
        simdModule(),
      ],
  build: isSsrBuild
    ? {
        // `vite build --ssr src/cli/main.ts`: the command line, one folder that needs no node_modules.
        outDir: "build/cli",
        target: "node20",
        copyPublicDir: false,
        sourcemap: true,
        // The libraries are in it, and so their licences must be.
        license: { fileName: "licenses.md" },
      }
    : {
        outDir: "dist",
        target: "es2023",
        // One file, with the page: a part that is loaded later never stands there without its styles.
        cssCodeSplit: false,
        sourcemap: true,
        modulePreload: {
          polyfill: false,
          // Links are put into the document: the worker, and what it loads later, has none.
          resolveDependencies: (_url, dependencies, { hostId }) =>
            /(?:^|\/)index-[^/]*$/.test(hostId) ? dependencies : [],
        },
        rolldownOptions: {
          output: { codeSplitting: { groups } },
          // The engine's modules do nothing but declare: one that is imported for a part which was cut goes with it.
          treeshake: {
            moduleSideEffects: (id) => !engineSources.test(id),
            manualPureFunctions: ["formula", "treeOf"],
          },
        },
      },
  ssr: { noExternal: true },
}));
