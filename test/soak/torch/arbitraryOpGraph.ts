import { array, nat, record, type Arbitrary } from "fast-check";
import { elements } from "../../../src/base/stridedLayout.ts";
import { ops } from "../../../src/ops/catalogue.ts";
import { isFloat, type DType } from "../../../src/tensor/dtype.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { cases, dtypeIn, type Case } from "../../contract/ops/cases.ts";
import { changed } from "./changedAttributes.ts";
import type { Leaf, OpGraph, Step } from "./opGraph.ts";
import { PlannedOps } from "./planned.ts";

/** Of a tensor: what a graph is made of stays small enough to be read. */
const MOST_ELEMENTS = 120;

/** How often a step is chosen anew until it fits. */
const TRIES = 10;

/** Of a hundred steps that do not fit, so many stay: PyTorch must refuse them with the same sentence. */
const REFUSED = 12;

const SHAPES: readonly Shape[] = [
  [], [1], [3], [4], [2, 3], [3, 2], [3, 3], [1, 3], [3, 1], [4, 4], [2, 3, 4], [2, 1, 3], [3, 1, 2], [2, 2, 3, 2],
  [0], [0, 3], [2, 0], [5, 7], [8, 9], [27],
]; // prettier-ignore

/** Which numbers a leaf of floats is made of. */
const KINDS: readonly (readonly number[])[] = [
  [0.5, -1.25, 2, 0.125, -0.75, 1.5, -2.5, 3, 0.25, -0.0625, 1.2, -0.3],
  [1, 2, 2, 1, 0, 3, 3, -1],
  [0, 1, 0, -0, -1, 0, 2],
  [0.7, -Infinity, 0.1, -Infinity, -1.3, 2.2],
  [1, 0, Infinity, -2, NaN, 0.5, 3],
  [88.5, -104, 1e-30, 3e38, 1e-42, 200, 0.001],
  [1, 0, 1, 1, 0],
];

/** And one of integers: classes and places; some that are ignored or refused; large ones. */
const INTEGERS: readonly (readonly number[])[] = [
  [0, 1, 2, 1, 3, 0],
  [0, 1, 2, 1, 3, 0],
  [1, -100, 0, 2, -1],
  [46341, -7, 65536, 3, -2147483648, 2147483647],
];

/** Running statistics are moved apart from forward; float64 is for gradient checks. */
function callable({ constant, attributes }: Case): boolean {
  return constant === undefined && attributes?.["dtype"] !== "float64";
}

/** Of an op: the attributes and dtypes that its cases have. */
const callsOf = new Map(ops.map(({ name }) => [name, cases.filter(callable).filter(({ op }) => op === name)] as const));

/** The ops of the catalogue that take no part, and why. (`sample` is not in the catalogue: it draws text with a whole model.) */
export const APART: Readonly<Record<string, string>> = {
  compare: "it looks at two tensors after all that is differentiated; its numbers are recorded",
};

const taking = ops.filter(({ name }) => !(name in APART));

/** What makes tensors that do not lie row by row: each third step is one of these. */
const WINDOWS = ["transpose", "permute", "slice", "expand", "select", "transpose", "slice", "unsqueeze"].map((name) =>
  ops.find((op) => op.name === name)!,
);

const recipe = record({ kind: nat(9999), picks: array(nat(9999), { minLength: 8, maxLength: 8 }) });
type Recipe = typeof recipe extends Arbitrary<infer T> ? T : never;

/** Graphs of 1 to 9 ops over 1 to 4 leaves. Shrinks to fewer of both. */
export const arbitraryOpGraph: Arbitrary<OpGraph> = record({
  leaves: array(recipe, { minLength: 1, maxLength: 4 }),
  steps: array(recipe, { minLength: 1, maxLength: 9 }),
}).map(({ leaves, steps }) => {
  const growing = new Growing();
  for (const leaf of leaves) growing.addLeaf(leaf);
  for (const step of steps) growing.addStep(step);
  return growing.finished();
});

class Growing {
  readonly #leaves: Leaf[] = [];
  readonly #steps: Step[] = [];
  #planned = new PlannedOps();

  addLeaf({ kind, picks }: Recipe): void {
    const shape = SHAPES[picks[0]! % SHAPES.length]!;
    const count = elements(shape);
    const dtype = kind % 5 === 0 ? "int32" : kind % 7 === 0 ? "bool" : "float32";
    const numbers =
      dtype === "bool"
        ? [1, 0, 0, 1, 1]
        : dtype === "int32"
          ? INTEGERS[picks[5]! % INTEGERS.length]!
          : KINDS[picks[1]! % (picks[2]! % 3 === 0 ? KINDS.length : 3)]!;
    const values = Array.from(
      { length: count },
      (_, at) => numbers[(at * (1 + (picks[3]! % 5)) + picks[4]!) % numbers.length]!,
    );
    this.#add({
      dtype,
      shape,
      values: dtype === "int32" ? values : values.map(Math.fround),
      grad: dtype === "float32" && kind % 5 !== 1,
    });
  }

  addStep({ kind, picks }: Recipe): void {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const number = (at: number): number => picks[at % picks.length]! + attempt * (7 + at);
      const among = picks[7]! % 3 === 0 && attempt < 4 ? WINDOWS : taking;
      const op = among[(kind + (attempt >> 1)) % among.length]!;
      const step = this.#stepOf(callsOf.get(op.name)!, number);
      if (step === null) continue;
      this.#planned.addStep(step);
      const made = this.#planned.tensors.at(-1)!;
      const small = typeof made === "string" || elements(made.shape) <= MOST_ELEMENTS;
      if (small && (typeof made !== "string" || number(6) % 100 < REFUSED)) {
        this.#steps.push(step);
        return;
      }
      this.#planned.takeBack();
    }
  }

  /** Weighs what depends on a leaf and feeds nothing, and adds it up. */
  finished(): OpGraph {
    const used = new Set(this.#steps.flatMap(({ inputs }) => Object.values(inputs)));
    const ends = this.#planned.tensors
      .map((tensor, place) => ({ tensor, place }))
      .filter(
        ({ tensor, place }) =>
          typeof tensor !== "string" && !used.has(place) && this.#planned.draft.dependsOn.has(tensor),
      )
      .slice(-2);
    let loss: number | null = null;
    // All leaves first: the weights of the ends are leaves, too.
    const weights = ends.map(({ tensor }) => weightsFor((tensor as Tensor).shape));
    const shift = weights.length;
    const moved = (place: number): number => (place < this.#leaves.length ? place : place + shift);
    const leaves = [...this.#leaves, ...weights];
    const steps = this.#steps.map((step) => ({
      ...step,
      inputs: Object.fromEntries(Object.entries(step.inputs).map(([name, place]) => [name, moved(place)])),
    }));
    const push = (op: string, inputs: Step["inputs"]): number => {
      steps.push({ op, inputs, attributes: {} });
      return leaves.length + steps.length - 1;
    };
    for (const [at, { place }] of ends.entries()) {
      const weighed = push("mul", { a: moved(place), b: this.#leaves.length + at });
      const sum = push("sum", { x: weighed });
      loss = loss === null ? sum : push("add", { a: loss, b: sum });
    }
    return { leaves, steps, loss };
  }

  #add(leaf: Leaf): void {
    this.#leaves.push(leaf);
    this.#planned.addLeaf(leaf);
  }

  #stepOf(calls: readonly Case[], number: (at: number) => number): Step | null {
    const call = calls[number(1) % calls.length]!;
    const inputs: Record<string, number> = {};
    for (const [at, name] of Object.keys(call.inputs).entries()) {
      // Mostly of the dtype that the case has.
      const dtype = number(3) % 9 === 0 ? null : dtypeIn(call, name, "float32");
      const fitting = this.#planned.tensors
        .map((tensor, place) => ({ tensor, place }))
        .filter(({ tensor }) => typeof tensor !== "string" && (dtype === null || isAlike(tensor.dtype, dtype)));
      if (fitting.length === 0) return null;
      const back = number(4 + at) % (number(at) % 2 === 0 ? fitting.length : Math.min(3, fitting.length));
      inputs[name] = fitting.at(-1 - back)!.place;
    }
    const first = this.#planned.tensors[Object.values(inputs)[0]!] as Tensor;
    const attributes = changed(call.attributes ?? {}, first.shape, number);
    // PyTorch's x · r - m · r of one feature leaves a residue of rounding, where (x - m) · r is 0.
    const features = attributes["normalized_shape"];
    if (Array.isArray(features) && elements(features as Shape) === 1) return null;
    // PyTorch's gradient of a variance over all with nothing left to divide by is infinite, or of a shape that it then
    // refuses itself; of the same with the dimensions in a list it is nan, as here.
    const over = attributes["dim"] ?? null;
    const isVariance = call.op === "var" || call.op === "std";
    const overAll = over === null || first.shape.length === 0;
    if (isVariance && overAll && elements(first.shape) === (attributes["correction"] ?? 1)) return null;
    // And with a list of no dimensions, over all, it divides by 1 - correction.
    if (isVariance && Array.isArray(over) && over.length === 0) return null;
    return { op: call.op, inputs, attributes };
  }
}

/** Whether both are floats, or neither is; a mask stands only where one is asked for, or an integer is. */
function isAlike(found: DType, wanted: DType): boolean {
  return wanted === "bool" ? found === "bool" : isFloat(found) === isFloat(wanted);
}

/** Numbers that no two ends share, so that a gradient that is lost or doubled is seen. */
function weightsFor(shape: Shape): Leaf {
  const values = Array.from({ length: elements(shape) }, (_, at) => Math.fround(1 + ((at * 5) % 7) / 8));
  return { dtype: "float32", shape, values, grad: false };
}
