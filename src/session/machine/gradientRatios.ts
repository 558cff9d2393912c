import type { Plan } from "../../program/plan/plan.ts";
import { elements } from "../../base/stridedLayout.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { GradientRatioReport } from "../../protocol/gradientRatioReport.ts";
import { ALIGNMENT } from "../../tensor/backend/aligned.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import type { Block } from "../../tensor/backend/block.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";

/** Points of a curve at most. */
const CAPACITY = 512;
/** A model with more parameters than that is looked at in as many fewer iterations: it must not slow the training down. */
const PARAMETERS = 1000;
/** The same for the first iterations: who runs them one by one looks, too. */
const PARAMETERS_AT_FIRST = 20_000;
const FIRST = 64;

interface Curve {
  readonly node: string;
  readonly name: string;
  /** Iterations and ratios, alternating. */
  points: number[];
}

/** Is what gives a parameter's ratio, prepared: its deviation and its gradient's are computed, then read. */
interface Measuring {
  readonly node: string;
  readonly name: string;
  readonly runs: readonly (() => void)[];
  readonly deviations: readonly [grad: Tensor, parameter: Tensor];
}

/** Describes the curves as they stand, to be restored. */
export interface GradientRatioState {
  readonly curves: readonly { readonly node: string; readonly name: string; readonly points: readonly number[] }[];
  readonly every: number;
}

/**
 * Records, over the iterations, how large each parameter's gradient is beside the parameter: the ratio of their
 * deviations.
 */
export class GradientRatios {
  #curves: Curve[] = [];
  #plan: Plan | null = null;
  #backend: Backend | null = null;
  /** Null until first needed. */
  #measuring: readonly Measuring[] | null = null;
  /** Where the deviations lie. */
  #block: Block | null = null;
  /** The curves have the iterations that these two together divide: by the model's size, and by the run's length. */
  #sparse = 1;
  #sparseAtFirst = 1;
  #every = 1;

  /** Goes over to another plan, whose numbers lie in that backend's memory, if anywhere. What was is still known. */
  install(plan: Plan, backend: Backend | null, renamed: Renamed): void {
    this.#block?.release();
    this.#block = null;
    this.#measuring = null;
    this.#backend = backend;
    const count = plan.parameters.reduce((sum, { tensor }) => sum + elements(tensor.shape), 0);
    this.#plan = plan;
    this.#sparse = powerOfTwo(count / PARAMETERS);
    this.#sparseAtFirst = powerOfTwo(count / PARAMETERS_AT_FIRST);
    this.#curves = this.#curves.map((curve) => ({ ...curve, node: newId(renamed, curve.node) }));
  }

  /** To be told of each iteration that is over, when it was run for the first time. */
  finishedIteration(iteration: number): void {
    const sparse = iteration < FIRST ? this.#sparseAtFirst : this.#sparse;
    if (iteration % (this.#every * sparse) !== 0) return;
    this.#measuring ??= this.#prepared();
    for (const { node, name, runs, deviations } of this.#measuring) {
      for (const run of runs) run();
      const [ofGrad, ofParameter] = deviations;
      const curve = this.#curveOf(node, name);
      // What was gone back over was run anew, by other numbers.
      while (curve.points.length > 0 && curve.points.at(-2)! >= iteration) curve.points.splice(-2);
      curve.points.push(iteration, ofGrad.storage.data[0]! / ofParameter.storage.data[0]!);
    }
    if (this.#curves.some(({ points }) => points.length / 2 > CAPACITY)) this.#thin();
  }

  #prepared(): Measuring[] {
    const [plan, backend] = [this.#plan, this.#backend];
    if (plan === null || backend === null) return [];
    const moved = plan.parameters.flatMap((parameter) => {
      const grad = plan.grads.get(parameter.tensor);
      return grad === undefined ? [] : [{ ...parameter, grad }];
    });
    const block = backend.allocate(2 * ALIGNMENT * moved.length);
    this.#block = block;
    return moved.map(({ node, name, tensor, grad }, at) => {
      const deviations = [planTensor("float64", []), planTensor("float64", [])] as const;
      const runs = [grad, tensor].map((numbers, which) => {
        block.bind(deviations[which]!.storage, (2 * at + which) * ALIGNMENT);
        return backend.prepare("deviation", numbers, deviations[which]!);
      });
      return { node, name, runs, deviations };
    });
  }

  report(): GradientRatioReport[] {
    return this.#curves.map(({ node, name, points }) => ({ node, name, points: Float64Array.from(points) }));
  }

  state(): GradientRatioState {
    return { curves: this.#curves.map((curve) => ({ ...curve, points: [...curve.points] })), every: this.#every };
  }

  restore({ curves, every }: GradientRatioState): void {
    this.#curves = curves.map((curve) => ({ ...curve, points: [...curve.points] }));
    this.#every = every;
  }

  clear(): void {
    this.#curves = [];
    this.#every = 1;
  }

  #curveOf(node: string, name: string): Curve {
    let curve = this.#curves.find((candidate) => candidate.node === node && candidate.name === name);
    if (curve === undefined) this.#curves.push((curve = { node, name, points: [] }));
    return curve;
  }

  #thin(): void {
    this.#every *= 2;
    const kept = (points: readonly number[]): number[] =>
      points.filter((_, at) => points[at - (at % 2)]! % (this.#every * this.#sparse) === 0);
    for (const curve of this.#curves) curve.points = kept(curve.points);
  }
}

/** The least power of two that is no less than `count`; 1 where that is less. */
function powerOfTwo(count: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(count)));
}
