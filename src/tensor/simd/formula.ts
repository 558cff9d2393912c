import type { FormulaStep, StepOperand } from "../kernels/formulaOptions.ts";
import { areSingle } from "./pointer.ts";
import { rowsOver, type Rows } from "./rows.ts";
import type { Preparations, Simd, SimdFunction } from "./simd.ts";

/** Holds formulas, as calls of the module for each of their steps. */
export const formula = {
  formula(simd, a, b, y, { steps, adds }) {
    if (steps === null || steps.length > MOST_STEPS || !areSingle(simd, a, b, y)) return null;
    const over = rowsOver([a, b, y]);
    return over === null ? null : inBlocks(simd, over, callsOf(simd, steps, adds, over));
  },
} satisfies Preparations;

/** Longer formulas are as fast element by element, and the work space is large enough for these. */
const MOST_STEPS = 64;

/** So many numbers are taken at a time: what steps give stays in the first caches. */
const BLOCK = 1024;
const BLOCK_BYTES = 4 * BLOCK;

/** The places of the three tensors; what steps give and numbers come behind. */
const TENSORS = { a: 0, b: 1, y: 2 } as const;

/** Is a call of the module: from places, going on by so many bytes each, to a place. */
interface Call {
  readonly run: SimdFunction;
  readonly from: number;
  readonly step: number;
  /** Null where it has one operand. */
  readonly other: number | null;
  readonly otherStep: number;
  readonly to: number;
}

interface Calls {
  readonly calls: readonly Call[];
  /** How many places there are. */
  readonly count: number;
  /** The numbers that fill places beforehand, by their bits. */
  readonly numbers: readonly { readonly place: number; readonly word: number }[];
}

const FLOAT = new Float32Array(1);
const WORD = new Int32Array(FLOAT.buffer);

function callsOf(simd: Simd, steps: readonly FormulaStep[], adds: boolean, { stepBytes }: Rows): Calls {
  const first = Object.keys(TENSORS).length;
  const numbers = new Map<number, number>();
  const placeOf = (operand: StepOperand): number => {
    if ("tensor" in operand) return TENSORS[operand.tensor];
    if ("step" in operand) return first + operand.step;
    FLOAT[0] = operand.value;
    const word = WORD[0]!;
    const place = numbers.get(word) ?? first + steps.length + numbers.size;
    numbers.set(word, place);
    return place;
  };
  const call = (name: string, operands: readonly number[], to: number): Call => {
    const [from, other = null] = operands as [number, number?];
    const stepOf = (place: number): number => stepBytes[place] ?? 4;
    const otherStep = other === null ? 0 : stepOf(other);
    return { run: simd.exported(name), from, step: stepOf(from), other, otherStep, to };
  };
  const last = steps.length - 1;
  const calls = steps.map(({ name, operands }, at) =>
    call(name, operands.map(placeOf), at === last && !adds ? TENSORS.y : first + at),
  );
  if (adds) calls.push(call("accumulate", [first + last], TENSORS.y));
  return {
    calls,
    count: first + steps.length + numbers.size,
    numbers: [...numbers].map(([word, place]) => ({ word, place })),
  };
}

/** Prepares the calls, all of them of one block of a row after the other. */
function inBlocks(
  { work, exported }: Simd,
  { rows, n, rowBytes, stepBytes, starts }: Rows,
  { calls, count, numbers }: Calls,
): () => void {
  const places = Array.from({ length: count }, (_, at) => work + at * BLOCK_BYTES);
  const fill = exported("fill");
  const runBlock = (size: number): void => {
    for (let at = 0; at < calls.length; at++) {
      const { run, from, step, other, otherStep, to } = calls[at]!;
      if (other === null) run(1, size, places[from]!, 0, step, places[to]!, 0, 0, 0);
      else run(1, size, places[from]!, 0, step, places[other]!, 0, otherStep, places[to]!, 0, 0, 0);
    }
  };
  const tensors = Object.values(TENSORS);
  return () => {
    for (let at = 0; at < numbers.length; at++)
      fill(1, Math.min(n, BLOCK), places[numbers[at]!.place]!, 0, numbers[at]!.word);
    for (let outer = 0; outer < starts[0]!.length; outer++) {
      for (let row = 0; row < rows; row++) {
        for (let done = 0; done < n; done += BLOCK) {
          for (let at = 0; at < tensors.length; at++) {
            places[at] = starts[at]![outer]! + row * rowBytes[at]! + done * stepBytes[at]!;
          }
          runBlock(Math.min(BLOCK, n - done));
        }
      }
    }
  };
}
