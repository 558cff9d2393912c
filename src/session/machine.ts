import { isDue } from "../program/instruction.ts";
import type { Plan } from "../program/plan.ts";
import type { Program } from "../program/program.ts";
import type { Renamed } from "../program/stale.ts";
import { Generator } from "../tensor/rng/generator.ts";
import { drawAll, drawParameters } from "./draw.ts";
import { LossRecord } from "./lossRecord.ts";
import { NodeProgress } from "./nodeProgress.ts";
import type { LossPoint } from "./protocol.ts";

/** Where and why a run ended before its end: before which instruction the cursor stands. */
export interface Interruption {
  readonly cursor: number;
  readonly message: string;
}

/**
 * The tensors of a session and what moves with them: the program, the generator, and the books about which nodes have
 * numbers and what the losses were. It knows no cursor and decides nothing.
 */
export class Machine {
  readonly progress = new NodeProgress();
  readonly losses: LossRecord;
  generator = new Generator(0);
  #program: Program | null = null;

  /** @param onLoss told of the losses of each finished iteration. */
  constructor(onLoss: (point: LossPoint, node: string) => void) {
    this.losses = new LossRecord(onLoss);
  }

  /** Null while no graph is open, or when the graph's tensors need more memory than is allowed. */
  get program(): Program | null {
    return this.#program;
  }

  install(plan: Plan, program: Program | null, renamed: Renamed): void {
    this.#program = program;
    this.losses.install(plan, renamed);
  }

  /** Parameters as the seed draws them, the generator at the seed's stream, no numbers yet. */
  restart(plan: Plan): void {
    this.generator = this.#program === null ? new Generator(plan.seed) : drawParameters(plan);
    this.progress.clear();
  }

  /** Draws this iteration's batches and masks, those that were not drawn yet. */
  draw(): void {
    if (this.#program === null) return;
    const { plan, kernels } = this.#program;
    const undrawn = plan.draws.filter(({ node }) => !this.progress.drew(node));
    drawAll(undrawn, this.generator, kernels);
    this.progress.drawn(undrawn.map(({ node }) => node));
  }

  /** Runs the forward instructions of the nodes whose numbers are not up to date; says how many nodes that were. */
  evaluate(iteration: number): number | Interruption {
    if (this.#program === null) return 0;
    const fresh = new Set(this.progress.fresh);
    const ran = new Set<string>();
    for (const [cursor, { pass, node }] of this.#program.instructions.entries()) {
      if (pass !== "forward") break;
      if (fresh.has(node)) continue;
      ran.add(node);
      const interruption = this.run(cursor, cursor + 1, iteration, true);
      if (interruption !== null) return { ...interruption, cursor: 0 };
    }
    return ran.size;
  }

  /** Runs the instructions from `from` up to `to`. `all`: also what is only measured, and not due in this iteration. */
  run(from: number, to: number, iteration: number, all = false): Interruption | null {
    if (this.#program === null) return null;
    const { instructions, clock } = this.#program;
    clock.iteration = iteration;
    for (let cursor = from; cursor < to; cursor++) {
      const instruction = instructions[cursor]!;
      if (!all && !isDue(instruction.every, iteration)) continue;
      try {
        instruction.run();
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return { cursor, message: `node ${JSON.stringify(instruction.node)}: ${error.message}` };
      }
      this.progress.ran(instruction);
    }
    this.losses.ran(from, to, iteration, all);
    return null;
  }

  /** The iteration is over: its losses go into the curves. */
  finishedIteration(iteration: number): void {
    this.progress.finishedIteration();
    this.losses.finishedIteration(iteration);
  }
}
