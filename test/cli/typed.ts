import { Writable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { commandLine } from "../../src/cli/commandLine.ts";
import { simd } from "../../src/cli/training/simd.ts";
import type { Terminal } from "../../src/cli/terminal/terminal.ts";

// As the process does.
setFlagsFromString("--experimental-wasm-relaxed-simd");

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written to stdout, where that is bytes. */
  readonly bytes: Buffer;
}

interface Place {
  /** The folder that paths are seen from; the project's when left out. */
  readonly folder?: string;
  readonly stdin?: string;
  /** Sees stdout as it comes. */
  readonly onStdout?: (text: string, interrupt: () => void) => unknown;
  /** Is called when the command begins to listen for Ctrl-C. */
  readonly whenListening?: (interrupt: () => void) => void;
  /** Stands in for what makes the SIMD backend. */
  readonly loadSimd?: Terminal["loadSimd"];
}

/** Runs what is typed after `wiregrad` in this process. */
export async function typed(args: readonly string[], place: Place = {}): Promise<Ended> {
  const { folder = process.cwd(), stdin = "", onStdout, whenListening, loadSimd = simd } = place;
  const listeners = new Set<() => void>();
  const interrupt = (): void => {
    for (const listener of listeners) listener();
  };
  const [stdout, stderr] = [new Collected(), new Collected()];
  if (onStdout !== undefined) stdout.onText = (text) => onStdout(text, interrupt);
  const terminal = {
    folder,
    stdin: (async function* () {
      yield stdin;
    })(),
    stdout,
    stderr,
    onInterrupt: (listener: () => void) => {
      listeners.add(listener);
      whenListening?.(interrupt);
      return () => listeners.delete(listener);
    },
    loadSimd,
  };
  const code = await commandLine(args, terminal, "1.2.3");
  return { code, stdout: stdout.text, stderr: stderr.text, bytes: stdout.bytes };
}

/** Is a stream that keeps what is written to it. */
export class Collected extends Writable {
  onText: (text: string) => unknown = () => undefined;
  #bytes = Buffer.alloc(0);

  get bytes(): Buffer {
    return this.#bytes;
  }
  get text(): string {
    return this.#bytes.toString("utf8");
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.onText(this.text);
    done();
  }
}
