import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Where Debian's package and a virtual environment put an interpreter. */
const INTERPRETERS = ["python3", "/usr/bin/python3"];

/** A Python interpreter that has PyTorch; throws a sentence that says how to get one. */
function findTorch(): string {
  const found = INTERPRETERS.find((name) => spawnSync(name, ["-c", "import torch, numpy"]).status === 0);
  if (found === undefined)
    throw new Error("this compares with PyTorch, which is not installed: Debian's is `apt-get install python3-torch`");
  return found;
}

/** PyTorch in a process of its own that answers one question after the other. */
export class TorchProcess {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  readonly #waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  #errors = "";

  /** The interpreter that it is. */
  readonly interpreter = findTorch();

  /** @param server what answers: a script of Python that reads and writes a line at a time. */
  constructor(server = new URL("serve.py", import.meta.url)) {
    this.#process = spawn(this.interpreter, [fileURLToPath(server)]);
    this.#process.stderr.on("data", (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#process.on("close", () => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`PyTorch's process ended:\n${this.#errors}`));
    });
    this.#lines = createInterface({ input: this.#process.stdout });
    this.#lines.on("line", (line) => this.#waiting.shift()?.resolve(line));
  }

  /** Sends a question, plain data, and gives the answer. JSON has no nan and infinity: they go as text. */
  async ask(question: unknown): Promise<unknown> {
    const line = await new Promise<string>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(`${JSON.stringify(question, inText)}\n`);
    });
    return JSON.parse(line);
  }

  end(): void {
    this.#process.stdin.end();
  }
}

function inText(_key: string, value: unknown): unknown {
  if (typeof value !== "number") return value;
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value).replace("Infinity", "inf").toLowerCase();
}
