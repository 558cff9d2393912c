const LENGTH = 624;
const SHIFT = 397;

/**
 * Is Matsumoto and Nishimura's Mersenne Twister of period 2¹⁹⁹³⁷ − 1 (mt19937ar), which PyTorch's CPU generator uses. A
 * class because it is a state that moves on.
 */
export class Mt19937 {
  /** The state's 624 words. */
  readonly words = new Uint32Array(LENGTH);
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
    if (this.position >= LENGTH) this.#advance();
    let bits = this.words[this.position++]!;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
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
