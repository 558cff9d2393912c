import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault } from "./faults.ts";

interface Report {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

/** Runs a fault's tests over the sources with the fault in them: the names of those that fail. */
export async function caught(fault: Fault): Promise<string[]> {
  const args = [vitest, "run", "--config", "vitest.faults.config.ts", "--reporter=json", ...fault.tests];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, WIREGRAD_FAULT: fault.name, WIREGRAD_SOAK: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, errors] = [collect(child.stdout), collect(child.stderr)];
  await new Promise((resolve) => child.on("close", resolve));
  const start = (await out).indexOf('{"num');
  if (start < 0) throw new Error(`fault "${fault.name}": Vitest gave no report\n${await errors}`);
  const report = JSON.parse((await out).slice(start)) as Report;
  const broken = report.testResults.find(({ assertionResults }) => assertionResults.length === 0);
  // A file that does not load says nothing about the fault, and a filter that fits no test neither.
  if (broken !== undefined) throw new Error(`fault "${fault.name}": ${broken.name} does not run\n${broken.message}`);
  if (report.numTotalTests === 0) throw new Error(`fault "${fault.name}": ${fault.tests.join(" ")} is no test`);
  return report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
}

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk.toString();
  return text;
}
