import type { Backend } from "../../tensor/backend/backend.ts";

/** Is where a command writes to: a stream of Node's. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Holds what a command is given of the place that it runs in; tests give it without a process. */
export interface Terminal {
  /** The folder that paths are seen from. */
  readonly folder: string;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Results alone: what another program reads. */
  readonly stdout: Output;
  /** Progress, notes and errors. */
  readonly stderr: Output;
  /** Calls the listener at Ctrl-C, or when the system asks for an end, until the function that it returns is called. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Makes the backend of SIMD kernels; null where this Node runs none. */
  readonly loadSimd: () => Promise<Backend | null>;
}

/** Writes lines of a result. */
export function print(terminal: Terminal, lines: readonly string[]): void {
  if (lines.length > 0) terminal.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

/** Writes a result as one JSON object on a line of its own; a number that is not finite is its name, as JSON has none. */
export function printJson(terminal: Terminal, result: object): void {
  print(terminal, [JSON.stringify(result, (_key, value: unknown) => (isNotFinite(value) ? String(value) : value))]);
}

/** Writes notes: lines that are no result. */
export function note(terminal: Terminal, lines: readonly string[]): void {
  if (lines.length > 0) terminal.stderr.write(lines.map((line) => `${line}\n`).join(""));
}

function isNotFinite(value: unknown): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}
