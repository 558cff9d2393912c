import { DiagnosticError } from "../../base/diagnostic.ts";
import { parseExpression } from "../../expression/parseExpression.ts";
import { bytesOf, MAX_PROGRAM_BYTES, memoryBytes } from "../../program/run/memory.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { instantiate, type Program } from "../../program/run/program.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { Generator } from "../../tensor/rng/generator.ts";
import { drawAll } from "../machine/draw.ts";
import type { Session } from "../session.ts";
import type { Request } from "../../protocol/request.ts";
import type { SweepReport } from "../../protocol/sweepReport.ts";

export type SweepOptions = Omit<Extract<Request, { type: "sweep" }>, "type">;

/** Iterations of one sweep. */
const MAX_STEPS = 100_000;

/**
 * Trains a copy of the session's numbers with a learning rate that grows from iteration to iteration. The copy has the
 * parameters, the optimiser state and the random stream, from the start of this iteration. The session is as it was.
 */
export class Sweep {
  readonly #options: SweepOptions;
  readonly #program: Program;
  readonly #generator = new Generator(0);
  readonly #loss: Tensor;
  /** The iteration that the first step is. */
  readonly #start: number;
  /** Nodes whose draws of that iteration are there already. */
  readonly #drew: ReadonlySet<string>;
  readonly #rates: number[] = [];
  readonly #losses: number[] = [];
  #ended: SweepReport["ended"] = "stopped";

  /**
   * @param twin the session's graph, compiled once more. Throws a DiagnosticError when the sweep cannot be.
   */
  constructor(session: Session, twin: Plan, options: SweepOptions) {
    const { program, state } = session;
    if (program === null) throw DiagnosticError.of("there is nothing to train");
    this.#options = checked(twin, options);
    this.#start = state.iteration;
    const rate = (iteration: number): number => rateAt(options, iteration - this.#start);
    const optimizers = twin.optimizers.map((optimizer) =>
      optimizer.node === options.node ? { ...optimizer, rule: { ...optimizer.rule, rate } } : optimizer,
    );
    this.#loss = optimizers.find(({ node }) => node === options.node)!.loss;
    this.#program = instantiate({ ...twin, optimizers }, program.backend);
    copyState(program, this.#program);
    this.#generator.restore(session.generatorState());
    this.#drew = new Set(
      twin.draws.map(({ node }) => node).filter((node) => state.drawn && session.progress.drew(node)),
    );
  }

  /** How many steps were done. */
  get steps(): number {
    return this.#losses.length;
  }

  /** How many steps there are to be. */
  get of(): number {
    return this.#options.steps;
  }

  /** One iteration at the next rate. False when that was the last. Throws when an instruction fails. */
  step(): boolean {
    const at = this.#losses.length;
    const { plan, clock, instructions, backend } = this.#program;
    const draws = at === 0 ? plan.draws.filter(({ node }) => !this.#drew.has(node)) : plan.draws;
    drawAll(draws, this.#generator, backend.kernels);
    clock.iteration = this.#start + at;
    for (const { every, node, run } of instructions) {
      // What is only measured changes nothing.
      if (every !== undefined) continue;
      try {
        run();
      } catch (error) {
        if (error instanceof Error) throw DiagnosticError.of(error.message, { node });
        throw error;
      }
    }
    const loss = this.#loss.storage.data[this.#loss.offset]!;
    this.#rates.push(rateAt(this.#options, at));
    this.#losses.push(loss);
    if (!Number.isFinite(loss)) this.#ended = "not finite";
    else if (this.#losses.length === this.#options.steps) this.#ended = "done";
    return this.#ended === "stopped";
  }

  result(): SweepReport {
    return { rates: Float64Array.from(this.#rates), losses: Float64Array.from(this.#losses), ended: this.#ended };
  }
}

/** 10 to the power of what lies between the exponents, in equal steps; as an optimiser's own expression would say it. */
const GROWING = parseExpression("10 ^ (low + (high - low) * step / (steps - 1))");

function rateAt({ from, to, steps }: SweepOptions, step: number): number {
  return GROWING.evaluate({ low: from, high: to, step, steps });
}

function checked(plan: Plan, options: SweepOptions): SweepOptions {
  const { node, from, to, steps } = options;
  if (plan.optimizers.every((optimizer) => optimizer.node !== node)) {
    throw DiagnosticError.of(`node ${JSON.stringify(node)} trains nothing`);
  }
  if (!Number.isSafeInteger(steps) || steps < 2 || steps > MAX_STEPS) {
    throw DiagnosticError.of(`expected 2 to ${MAX_STEPS} steps, got ${steps}`);
  }
  for (const exponent of [from, to]) {
    if (!(Math.abs(exponent) <= 300)) {
      throw DiagnosticError.of(`expected exponents of 10 between -300 and 300, got ${exponent}`);
    }
  }
  if (2 * memoryBytes(plan) > MAX_PROGRAM_BYTES) {
    throw DiagnosticError.of("there is no room for a copy of the model to try the rates on");
  }
  return options;
}

/** Both are programs of one graph: their tensors lie in the same places. */
function copyState({ memory }: Program, { memory: copy }: Program): void {
  if (copy.block.bytes !== memory.block.bytes) throw new Error("the twin of a program has another memory");
  bytesOf(copy, copy.state).set(bytesOf(memory, memory.state));
}
