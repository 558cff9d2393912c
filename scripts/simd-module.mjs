// The SIMD kernels' WebAssembly: src/tensor/simd/assembly, compiled where `virtual:simd-module` is imported (src/main.simd.d.ts).

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alone, root } from "./run.mjs";

const folder = join(root, "src", "tensor", "simd", "assembly");
const cache = join(root, "node_modules", ".cache", "wiregrad-simd");

/** With fused multiply-adds, and with the exact sums of doubles that stand in for them. */
const variants = /** @type {const} */ (["fused", "exact"]);

/** @typedef {typeof variants[number]} Variant */

/**
 * What asc is told: no runtime (nothing is allocated), and the memory is the caller's.
 *
 * @param {Variant} variant
 */
const flags = (variant) => [
  "-O3",
  "--noAssert",
  "--importMemory",
  "--runtime=stub",
  "--enable=simd",
  "--enable=relaxed-simd",
  // Vectors are passed between functions of the module alone, whatever is exported to its other files.
  "--disableWarning=112",
  `--use=FUSED=${variant === "fused" ? 1 : 0}`,
];

/** The sources by their names from the folder on; those in it itself are what the module exports. */
function sources() {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  return new Map(
    names
      .filter((name) => name.endsWith(".ts"))
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

/**
 * Compiles the kernels, or returns what was compiled before of the same sources by the same compiler.
 *
 * @param {Variant} variant
 * @returns {Promise<Buffer>}
 */
async function compiled(variant) {
  const texts = sources();
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", "assemblyscript", "package.json"), "utf8"));
  const args = flags(variant);
  const hash = createHash("sha256")
    .update(JSON.stringify([version, args, ...texts]))
    .digest("hex");
  const file = join(cache, `${hash}.wasm`);
  if (existsSync(file)) return readFileSync(file);
  return alone(`simd-${variant}`, async () => {
    // Another process may have done it meanwhile.
    if (!existsSync(file)) await compile(texts, args, file);
    return readFileSync(file);
  });
}

/**
 * Compiles the sources into a file.
 *
 * @param {ReadonlyMap<string, string>} texts
 * @param {readonly string[]} args
 * @param {string} file
 */
async function compile(texts, args, file) {
  const { default: asc } = await import("assemblyscript/asc");
  /** @type {Buffer | undefined} */
  let bytes;
  const entries = [...texts.keys()].filter((name) => !name.includes("/"));
  let errors = "";
  const { error } = await asc.main([...entries, "--outFile", "simd.wasm", ...args], {
    readFile: (name) => texts.get(name) ?? null,
    writeFile: (_name, contents) => void (bytes = Buffer.from(contents)),
    listFiles: () => [],
    stderr: { write: (/** @type {string | Uint8Array} */ text) => void (errors += text.toString()) },
  });
  if (error !== null || bytes === undefined) throw new Error(`src/tensor/simd/assembly: ${errors}`);
  mkdirSync(cache, { recursive: true });
  // It appears whole or not at all: tests and a build may compile at the same time.
  writeFileSync(`${file}.${process.pid}`, bytes);
  renameSync(`${file}.${process.pid}`, file);
}

/**
 * `import { compileSimd } from "virtual:simd-module"`: compiles the module of a variant. The site fetches a file of its own;
 * in Node, and from the development server, the bytes are in the JavaScript.
 *
 * @returns {import("vite").Plugin}
 */
export function simdModule() {
  const id = "virtual:simd-module";
  let apart = false;
  return {
    name: "wiregrad:simd-module",
    configResolved: ({ command, build }) => {
      apart = command === "build" && !build.ssr;
    },
    resolveId: (source) => (source === id ? `\0${id}` : null),
    async load(source) {
      if (source !== `\0${id}`) return null;
      for (const name of sources().keys()) this.addWatchFile(join(folder, name));
      const cases = [];
      for (const variant of variants) {
        const bytes = await compiled(variant);
        if (apart) {
          const reference = this.emitFile({ type: "asset", name: `simd-${variant}.wasm`, source: bytes });
          cases.push(`${variant}: async () => (await fetch(import.meta.ROLLUP_FILE_URL_${reference})).arrayBuffer()`);
        } else {
          const text = JSON.stringify(bytes.toString("base64"));
          cases.push(`${variant}: async () => Uint8Array.from(atob(${text}), (letter) => letter.charCodeAt(0))`);
        }
      }
      return [
        `const bytes = { ${cases.join(", ")} };`,
        `export const compileSimd = async (variant) => WebAssembly.compile(await bytes[variant]());`,
      ].join("\n");
    },
  };
}
