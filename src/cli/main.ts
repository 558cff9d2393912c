#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { commandLine } from "./commandLine.ts";
import { EXIT } from "./terminal/exitCode.ts";

// The command line's composition root: the process that it runs in.

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that went away (`| head`) is no error.
  if (error.code === "EPIPE") process.exit(EXIT.done);
  process.stderr.write(`standard output cannot be written: ${error.message}\n`);
  process.exit(EXIT.commandIsWrong);
});

// Node 20 has relaxed SIMD behind a flag, which counts from the next WebAssembly on that is compiled; later ones have it.
if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString("--experimental-wasm-relaxed-simd");

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  readonly version: string;
};

process.exitCode = await commandLine(
  process.argv.slice(2),
  {
    folder: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    onInterrupt(listener) {
      process.once("SIGINT", listener);
      process.once("SIGTERM", listener);
      return () => {
        process.off("SIGINT", listener);
        process.off("SIGTERM", listener);
      };
    },
    loadSimd: async () => (await import("./training/simd.ts")).simd(),
  },
  version,
);
