import type { Plan } from "../../program/plan/plan.ts";
import { elements } from "../../base/stridedLayout.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { GradientRatioReport } from "../../protocol/gradientRatioReport.ts";
import { ALIGNMENT } from "../../tensor/backend/aligned.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import type { Block } from "../../tensor/backend/block.ts";
import { RatioCurve } from "./ratioCurve.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";

/** Points of a curve at most. */
const CAPACITY = 512;
/**
 * A model with more parameters than that is looked at in as many fewer iterations, up to a limit. To look takes a fifth to a third of an
 * iteration, whatever the model; a small one is trained in thousands of iterations a second.
 */
const PARAMETERS = 250;
const FEWEST = 256;
/** The same for the first iterations: who runs them one by one looks, too. */
const PARAMETERS_AT_FIRST = 20_000;
const FIRST = 64;

/** Is what gives a parameter's ratio, prepared: its deviation and its gradient's are computed, then read. */
interface Measuring {
  readonly node: string;
  readonly name: string;
  readonly runs: readonly [ofGrad: () => void, ofParameter: () => void];
  readonly deviations: readonly [ofGrad: Tensor, ofParameter: Tensor];
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
  #curves: RatioCurve[] = [];
  /** Null until it is asked for: many a plan is replaced before that. */
  #measuring: readonly Measuring[] | null = null;
  #plan: Plan | null = null;
  #backend: Backend | null = null;
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
    this.#plan = plan;
    this.#backend = backend;
    const count = plan.parameters.reduce((sum, { tensor }) => sum + elements(tensor.shape), 0);
    this.#sparse = Math.min(FEWEST, powerOfTwo(count / PARAMETERS));
    this.#sparseAtFirst = powerOfTwo(count / PARAMETERS_AT_FIRST);
    this.#curves = this.#curves.map((curve) => {
      const { node, name, points } = curve.report();
      return new RatioCurve(newId(renamed, node), name, points);
    });
  }

  /** Whether an iteration's gradients are looked at, when it is over. */
  isDue(iteration: number): boolean {
    const sparse = iteration < FIRST ? this.#sparseAtFirst : this.#sparse;
    return iteration % (this.#every * sparse) === 0;
  }

  /** To be told of each iteration that is over, when it was run for the first time. */
  finishedIteration(iteration: number): void {
    if (!this.isDue(iteration)) return;
    this.#measuring ??= this.#plan === null || this.#backend === null ? [] : this.#prepared(this.#plan, this.#backend);
    for (let at = 0; at < this.#measuring.length; at++) {
      const { node, name, runs, deviations } = this.#measuring[at]!;
      runs[0]();
      runs[1]();
      this.#curveOf(node, name).add(iteration, deviations[0].storage.data[0]! / deviations[1].storage.data[0]!);
    }
    this.#thin();
  }

  #prepared(plan: Plan, backend: Backend): Measuring[] {
    const moved = plan.parameters.flatMap((parameter) => {
      const grad = plan.grads.get(parameter.tensor);
      return grad === undefined ? [] : [{ ...parameter, grad }];
    });
    const block = backend.allocate(2 * ALIGNMENT * moved.length);
    this.#block = block;
    return moved.map(({ node, name, tensor, grad }, at) => {
      const deviation = (numbers: Tensor, place: number): readonly [Tensor, () => void] => {
        const result = planTensor("float64", []);
        block.bind(result.storage, place * ALIGNMENT);
        return [result, backend.prepare("deviation", numbers, result)];
      };
      const [ofGrad, measureGrad] = deviation(grad, 2 * at);
      const [ofParameter, measureParameter] = deviation(tensor, 2 * at + 1);
      return { node, name, runs: [measureGrad, measureParameter], deviations: [ofGrad, ofParameter] };
    });
  }

  report(): GradientRatioReport[] {
    return this.#curves.map((curve) => curve.report());
  }

  state(): GradientRatioState {
    const curves = this.report().map((report) => ({ ...report, points: [...report.points] }));
    return { curves, every: this.#every };
  }

  restore({ curves, every }: GradientRatioState): void {
    this.#curves = curves.map(({ node, name, points }) => new RatioCurve(node, name, points));
    this.#every = every;
  }

  clear(): void {
    this.#curves = [];
    this.#every = 1;
  }

  #curveOf(node: string, name: string): RatioCurve {
    for (let at = 0; at < this.#curves.length; at++) {
      const curve = this.#curves[at]!;
      if (curve.node === node && curve.name === name) return curve;
    }
    const curve = new RatioCurve(node, name);
    this.#curves.push(curve);
    return curve;
  }

  /** Takes every second point away once a curve has too many. */
  #thin(): void {
    let most = 0;
    for (let at = 0; at < this.#curves.length; at++) most = Math.max(most, this.#curves[at]!.size);
    if (most <= CAPACITY) return;
    this.#every *= 2;
    for (const curve of this.#curves) curve.thin(this.#every * this.#sparse);
  }
}

/** The least power of two that is no less than `count`; 1 where that is less. */
function powerOfTwo(count: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(count)));
}
