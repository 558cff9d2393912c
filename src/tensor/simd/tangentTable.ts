import { tanh } from "../../math/tanh.ts";

/** Cells on each side of the one around 0. */
const CELLS = 288;
/** The last cell that is not of 1: 8.664339742 lies in it, the largest float32 whose SLEEF's tanh is not 1. */
const CURVED = 277;
/** The width of a cell; `assembly/lanes/tanh.ts` has the same. */
const WIDTH = 1 / 32;
/** More than anything is apart: all of a cell is in doubt. */
const ALL = 2 ** 31 - 1;

/**
 * Writes the table of `assembly/lanes/tanh.ts`: for each cell tanh of its middle, and how far SLEEF's arithmetic may be from
 * the truth there, in units of 2⁻²⁹ of a float32's last place.
 */
export function writeTangents(buffer: ArrayBufferLike, pointer: number): void {
  const view = new DataView(buffer, pointer);
  for (let cell = -CELLS; cell <= CELLS; cell++) {
    const at = (cell + CELLS) * 16;
    const size = Math.abs(cell);
    // −0 in the middle: with −0 added it stays one.
    view.setFloat64(at, cell === 0 ? -0 : size > CURVED ? Math.sign(cell) : tanh(cell * WIDTH), true);
    view.setInt32(at + 8, size > CURVED ? 0 : size === CURVED ? ALL : doubtOf(size), true);
  }
}

/**
 * SLEEF's pairs are off by 3.7 · 10⁻⁸ x³ and 2 · 10⁻¹⁴ at most, and by 2.4 · 10⁻¹⁰ (1 − tanh² x): measured over all
 * float32. That these bounds decide none wrongly is soaked (`test/soak/simd.soak.test.ts`).
 */
function doubtOf(cell: number): number {
  // Below 2⁻¹⁵ tanh x is so close to x that an error does not count.
  const nearest = Math.max((cell - 0.5) * WIDTH, 2 ** -15);
  const farthest = (cell + 0.5) * WIDTH;
  const error = Math.min(4e-14 + 5e-8 * farthest ** 3, 2.5e-10 * (1 - tanh(nearest) ** 2));
  const unit = 2 ** (Math.floor(Math.log2(tanh(nearest))) - 23);
  return Math.ceil((error / unit) * 2 ** 29);
}
