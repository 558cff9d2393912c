import { DiagnosticError } from "../../base/diagnostic.ts";
import { cos, sin } from "../../math/sincos.ts";
import { log } from "../../math/log.ts";
import { Mt19937 } from "./mt19937.ts";
import { normalPairs } from "./normalPairs.ts";

/** Says where a {@link Generator} stands: plain data that survives `structuredClone`. */
export interface GeneratorState {
  readonly words: Uint32Array;
  readonly position: number;
  /** The second value of the last pair of normal numbers, when it is still to be handed out. */
  readonly normal: number | null;
}

const TWO_PI = 2 * Math.PI;

/**
 * Draws random numbers as `torch.Generator` gives them on the CPU: the same seed and the same calls in the same order
 * give the same numbers, to the bit where the tests look (fewer than 16 normal numbers come out of double arithmetic).
 * The methods write into the caller's arrays.
 */
export class Generator {
  readonly #engine = new Mt19937();
  #normal: number | null = null;

  constructor(seed: number) {
    this.manualSeed(seed);
  }

  /** Starts anew, as `manual_seed` does. The lower 32 bits of a whole number count. */
  manualSeed(seed: number): void {
    this.#engine.seed(seed);
    this.#normal = null;
  }

  /** A copy of where the generator stands. */
  state(): GeneratorState {
    return { words: this.#engine.words.slice(), position: this.#engine.position, normal: this.#normal };
  }

  /** Goes back to where {@link state} was taken. */
  restore(state: GeneratorState): void {
    this.#engine.words.set(state.words);
    this.#engine.position = state.position;
    this.#normal = state.normal;
  }

  /** `torch.rand`: uniform in [0, 1), multiples of 2⁻²⁴. */
  rand(out: Float32Array): void {
    for (let i = 0; i < out.length; i++) out[i] = (this.#engine.next() & 0xffffff) / 0x1000000;
  }

  /**
   * `torch.randn`: normal with mean 0 and deviation 1. As in PyTorch, 16 values and more come from other random bits than
   * fewer do, and a count that 16 does not divide draws its last 16 values twice. With another deviation, `normal_(0, …)`.
   */
  randn(out: Float32Array, deviation = 1): void {
    const count = out.length;
    if (count < 16) {
      for (let i = 0; i < count; i++) out[i] = this.#nextNormal() * deviation;
      return;
    }
    this.rand(out);
    for (let from = 0; from <= count - 16; from += 16) normalPairs(out, from);
    if (count % 16 !== 0) {
      for (let i = count - 16; i < count; i++) out[i] = (this.#engine.next() & 0xffffff) / 0x1000000;
      normalPairs(out, count - 16);
    }
    const scale = Math.fround(deviation);
    if (scale !== 1) for (let i = 0; i < count; i++) out[i] = out[i]! * scale;
  }

  /** `torch.randint(low, high, …)`: whole numbers from `low` to `high` − 1. Fewer than 2³² of them. */
  randint(out: Int32Array, high: number, low = 0): void {
    if (!(low < high)) {
      throw DiagnosticError.of(`random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`);
    }
    for (let i = 0; i < out.length; i++) out[i] = low + this.#engine.below(high - low);
  }

  /**
   * `bernoulli_(probability)` times `value`: with that probability `value`, otherwise 0. As PyTorch draws without Intel's
   * MKL; a build with it takes its zeros and ones from MKL's own generator.
   */
  bernoulli(out: Float32Array | Float64Array, probability: number, value = 1): void {
    for (let i = 0; i < out.length; i++) out[i] = this.#nextDouble() < probability ? value : 0;
  }

  /** `torch.randperm`: 0 to n − 1, n the array's length, shuffled. */
  randperm(out: Int32Array): void {
    const count = out.length;
    for (let i = 0; i < count; i++) out[i] = i;
    for (let i = 0; i < count - 1; i++) {
      const other = i + this.#engine.below(count - i);
      const value = out[i]!;
      out[i] = out[other]!;
      out[other] = value;
    }
  }

  /**
   * `torch.multinomial`: indices drawn with probabilities in proportion to `weights`. As in PyTorch, a single index (or
   * drawing without replacement) races exponential numbers, several with replacement search the cumulative sum.
   * Throws PyTorch's sentences for weights that are no weights.
   */
  multinomial(out: Int32Array, weights: Float32Array, replacement = false): void {
    if (out.length === 0) throw DiagnosticError.of("cannot sample n_sample <= 0 samples");
    if (!replacement && out.length > weights.length) {
      throw DiagnosticError.of("cannot sample n_sample > prob_dist.size(-1) samples without replacement");
    }
    const races = out.length === 1 || !replacement;
    let sum = 0;
    // Loops by index, here and below: whatever else walks an array makes an object of each of these numbers.
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i]!;
      if (!(weight >= 0 && weight < Infinity)) throw DiagnosticError.of(notAWeight(weight, races));
      sum = Math.fround(sum + weight);
    }
    if (!(sum > 0)) {
      throw DiagnosticError.of("invalid multinomial distribution (sum of probabilities <= 0)");
    }
    if (races) this.#race(out, weights);
    else this.#search(out, weights, sum);
  }

  /** The places of the largest `weight / exponential`, the largest first. */
  #race(out: Int32Array, weights: Float32Array): void {
    const scores = new Float32Array(weights.length);
    for (let i = 0; i < scores.length; i++) scores[i] = weights[i]! / Math.fround(-log(1 - this.#nextDouble()));
    for (let i = 0; i < out.length; i++) {
      let best = -1;
      for (let j = 0; j < scores.length; j++) {
        if (scores[j]! >= 0 && (best < 0 || scores[j]! > scores[best]!)) best = j;
      }
      out[i] = best;
      scores[best] = -1;
    }
  }

  #search(out: Int32Array, weights: Float32Array, sum: number): void {
    let reached = 0;
    const cumulative = new Float32Array(weights.length);
    for (let i = 0; i < cumulative.length; i++) {
      reached = Math.fround(reached + weights[i]!);
      cumulative[i] = reached / sum;
    }
    cumulative[cumulative.length - 1] = 1;
    for (let i = 0; i < out.length; i++) {
      const sample = this.#nextDouble();
      let left = 0;
      let right = cumulative.length;
      while (left < right) {
        const middle = (left + right) >> 1;
        if (cumulative[middle]! < sample) left = middle + 1;
        else right = middle;
      }
      out[i] = left;
    }
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³: PyTorch's `uniform_real_distribution<double>`, the upper word first. */
  #nextDouble(): number {
    const upper = this.#engine.next() & 0x1fffff;
    return (upper * 0x100000000 + this.#engine.next()) / 0x20000000000000;
  }

  /** PyTorch's `normal_distribution<double>`: Box–Muller, one value now and the other at the next call. */
  #nextNormal(): number {
    if (this.#normal !== null) {
      const kept = this.#normal;
      this.#normal = null;
      return kept;
    }
    const angle = TWO_PI * this.#nextDouble();
    const radius = Math.sqrt(-2 * log(1 - this.#nextDouble()));
    this.#normal = radius * sin(angle);
    return radius * cos(angle);
  }
}

function notAWeight(weight: number, races: boolean): string {
  if (races) return "probability tensor contains either `inf`, `nan` or element < 0";
  const found = weight === Infinity ? "= infinity or NaN" : "< 0";
  return `invalid multinomial distribution (encountering probability entry ${found})`;
}
