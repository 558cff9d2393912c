import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import type { Answer, Order } from "./orders.ts";

/** Says how a contender is started. */
export interface Start {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Is a process of its own that computes when it is told to: one of our backends, or a peer. */
export class Contender {
  readonly name: string;
  /** What answers there, with its version. */
  version = "";
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #complaints = "";

  constructor({ name, command, args, env = {} }: Start) {
    this.name = name;
    this.#child = spawn(command, args, { env: { ...process.env, ...env } });
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => (this.#complaints += text));
    this.#child.on("error", (error) => (this.#complaints += error.message));
    // Whoever ended has said why on stderr; that a line to it is then lost is no news.
    this.#child.stdin.on("error", () => undefined);
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Waits until it can be told something. Throws where it ended before. */
  async ready(): Promise<void> {
    this.version = (await this.#answer()).version ?? "";
  }

  /** Gives an order and waits for the answer. Throws what it answers as an error. */
  async ask(order: Order): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(order)}\n`);
    return this.#answer();
  }

  /** Runs so many iterations; milliseconds for one. */
  async time(folder: string, count: number): Promise<number> {
    return (await this.ask({ order: "run", folder, count })).milliseconds! / count;
  }

  end(): void {
    this.#child.stdin.end();
    this.#child.kill();
  }

  async #answer(): Promise<Answer> {
    for (;;) {
      const { done, value } = await this.#lines.next();
      if (done === true) throw new Error(this.#complaints.trim().split("\n").at(-1) || "it ended");
      // A library may greet on stdout.
      if (!value.startsWith("{")) continue;
      const answer = JSON.parse(value) as Answer;
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer;
    }
  }
}
