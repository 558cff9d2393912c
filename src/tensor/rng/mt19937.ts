const LENGTH = 624;
const SHIFT = 397;
/** As signed numbers: 0x9d2c5680 and 0xefc60000. */
const TEMPER_7 = -0x62d3a980;
const TEMPER_15 = -0x103a0000;
/** Twice what is below it, and 1, is below 2³¹. */
const HALF = 2 ** 30;

/**
 * Is Matsumoto and Nishimura's Mersenne Twister of period 2¹⁹⁹³⁷ − 1 (mt19937ar), which PyTorch's CPU generator uses. A
 * class because it is a state that moves on.
 */
export class Mt19937 {
  /** The state's 624 words. */
  readonly words = new Uint32Array(LENGTH);
  /** The same with signs: numbers of 31 bits are no objects to an engine, also before it has compiled this. */
  readonly #signed = new Int32Array(this.words.buffer);
  /** How many of the words have been handed out; at 624 the state moves on. */
  position = LENGTH;

  /** Starts anew from a seed, of which the lower 32 bits count. */
  seed(seed: number): void {
    const words = this.words;
    words[0] = seed;
    for (let i = 1; i < LENGTH; i++) {
      const before = words[i - 1]!;
      words[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
    this.position = LENGTH;
  }

  /** The next 32 random bits, as a number from 0 to 2³² − 1. */
  next(): number {
    return this.#bits() >>> 0;
  }

  /** The next 32 random bits, modulo at least 1 and at most 2³². */
  below(count: number): number {
    if (count > HALF) return this.next() % count;
    const bits = this.#bits();
    // The same by numbers of 31 bits.
    return (2 * ((bits >>> 1) % count) + (bits & 1)) % count;
  }

  /** The next 32 random bits, the highest as a sign. */
  #bits(): number {
    if (this.position >= LENGTH) this.#advance();
    let bits = this.#signed[this.position++]!;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & TEMPER_7;
    bits ^= (bits << 15) & TEMPER_15;
    return bits ^ (bits >>> 18);
  }

  #advance(): void {
    const words = this.words;
    for (let i = 0; i < LENGTH; i++) {
      const mixed = (words[i]! & 0x80000000) | (words[(i + 1) % LENGTH]! & 0x7fffffff);
      words[i] = words[(i + SHIFT) % LENGTH]! ^ (mixed >>> 1) ^ ((mixed & 1) === 0 ? 0 : 0x9908b0df);
    }
    this.position = 0;
  }
}
