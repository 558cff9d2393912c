import { describe, expect, it } from "vitest";
import { ops } from "../../src/ops/catalogue.ts";
import type { Attributes, Nested, Op, OpExample } from "../../src/ops/op.ts";
import { Generator } from "../../src/tensor/rng/generator.ts";
import { elements, type Shape } from "../../src/tensor/shape.ts";
import { isContiguous, tensorOf, type Tensor } from "../../src/tensor/tensor.ts";
import { decode } from "../fixtures/fixture.ts";
import { difference } from "../tensor/close.ts";
import { laidOut, LAYOUTS, read, type Layout } from "../tensor/layouts.ts";
import { applyOp, mapped, zeroGrads, type Named } from "./applyOp.ts";
import { cases, titleOf, type Case } from "./cases.ts";
import { recordings, type Recording } from "./recordings.ts";

const NOT_A_VIEW = /^view size is not compatible with input tensor's size and stride/;

describe.each(ops.map((op) => [op.name, op] as const))("%s", (_, op) => {
  const own = recordings[op.name]!.cases;

  it("has at least 12 shapes to be checked on", () => {
    expect(own.length).toBeGreaterThanOrEqual(12);
  });

  it("reproduces its examples", () => {
    expect(op.examples.length).toBeGreaterThan(0);
    for (const example of op.examples) reproduces(op, example);
  });

  it("is written in PyTorch", () => {
    for (const { inputs, attributes = {} } of op.examples) {
      const names = mapped(inputs, (_, name) => (/^\d/.test(name) ? `t${name}` : name));
      expect(op.torch(names, attributes)).toMatchSnapshot();
    }
  });

  it("has a recording of each of its cases", () => {
    expect(own.map((recording) => recording.case)).toEqual(cases.filter((item) => item.op === op.name));
  });

  describe.each([...own.entries()].map(([at, recording]) => [titleOf(recording.case), at, recording] as const))(
    "%s",
    (_title, at, recording) => {
      const item = recording.case;

      it("has the shape, values and gradients that PyTorch has", () => {
        matchesPyTorch(op, item, recording);
      });

      if (op.kind === "view" || op.backward !== undefined) {
        it("has gradients that agree with central differences in float64, however its inputs lie", () => {
          for (const layouts of layoutsFor(Object.keys(item.inputs).length)) checkGradients(op, item, at, layouts);
        });
      }
    },
  );
});

it("has no case of an op that is not in the catalogue", () => {
  expect(cases.filter(({ op }) => !(op in recordings))).toEqual([]);
});

function reproduces(op: Op, { inputs, integers = [], attributes = {}, out }: OpExample): void {
  const tensors = mapped(inputs, (nested, name) => {
    const { shape, values } = flattened(nested);
    return tensorOf(integers.includes(name) ? "int32" : "float32", shape, values);
  });
  const { y } = applyOp(op, tensors, attributes);
  const expected = flattened(out);
  expect(y.shape).toEqual(expected.shape);
  expect(difference(read(y), expected.values, 1e-6, 0)).toBeNull();
}

function flattened(nested: Nested): { shape: Shape; values: number[] } {
  if (typeof nested === "number") return { shape: [], values: [nested] };
  const rows = nested.map(flattened);
  return { shape: [rows.length, ...(rows[0]?.shape ?? [])], values: rows.flatMap(({ values }) => values) };
}

function matchesPyTorch(
  op: Op,
  { inputs, below = {}, constant = [], attributes = {} }: Case,
  recording: Recording,
): void {
  for (const layout of ["contiguous", "transposed", "sliced"] as const) {
    const tensors = mapped(inputs, (shape, name) =>
      laidOut(layout, name in below ? "int32" : "float32", shape, decode(recording.inputs[name]!)),
    );
    const applied = applyUnlessNoView(op, tensors, attributes, layout !== "contiguous");
    if (applied === null) continue;
    expect(applied.y.shape).toEqual(recording.shape);
    expect(applied.y.dtype).toBe(recording.dtype ?? "float32");
    expect(difference(read(applied.y), decode(recording.out)), layout).toBeNull();
    if (recording.dy === undefined) continue;
    const grads = zeroGrads(without(constant, tensors));
    applied.backward(laidOut(layout, applied.y.dtype, applied.y.shape, decode(recording.dy)), grads);
    for (const [name, grad] of Object.entries(grads)) {
      expect(difference(read(grad), decode(recording.grads![name]!)), `${layout}, d${name}`).toBeNull();
    }
  }
}

/** All inputs and dy in one layout, and each of them alone in each layout. The last entry is dy's. */
function layoutsFor(inputs: number): Layout[][] {
  const even = new Array<Layout>(inputs + 1).fill("contiguous");
  const alone = even.flatMap((_, at) => LAYOUTS.slice(1).map((layout) => even.with(at, layout)));
  return [...LAYOUTS.map((layout) => even.map(() => layout)), ...alone];
}

function checkGradients(
  op: Op,
  { inputs, below = {}, domains = {}, constant = [], attributes: given = {} }: Case,
  seed: number,
  layouts: Layout[],
): void {
  const generator = new Generator(seed);
  const tensors = mapped(inputs, (shape, name) => {
    const integers = name in below;
    const values = integers ? indices(generator, shape, below[name]!) : within(domains[name], normal(generator, shape));
    return laidOut(layouts[Object.keys(inputs).indexOf(name)]!, integers ? "int32" : "float64", shape, values);
  });
  const where = layouts.join(", ");
  // What repeats has no variance: 1 / √eps is then so steep and so bent that a difference would see the step.
  const flat = op.name.endsWith("_norm") && layouts[0]!.startsWith("expanded");
  const attributes = flat ? { ...given, eps: 0.5 } : given;
  const applied = applyUnlessNoView(op, tensors, attributes, layouts[0] !== "contiguous");
  if (applied === null) return;

  // The same numbers in contiguous tensors give the same bits.
  const even = mapped(tensors, contiguousCopy);
  const { y } = applyOp(op, even, attributes);
  expect(applied.y.shape).toEqual(y.shape);
  expect(read(applied.y), where).toEqual(read(y));
  if (op.kind === "compute") expect(isContiguous(applied.y)).toBe(true);

  if (y.dtype !== "float64") return; // Integers have no derivative, and float32 is too coarse for a difference.
  // Where elements repeat, maxima are equal: a kink. What happens there is recorded among PyTorch's edges.
  if (op.name === "max" && layouts[0]!.startsWith("expanded")) return;
  const dy = laidOut(layouts.at(-1)!, "float64", y.shape, normal(generator, y.shape));
  const weights = read(dy);
  const grads = zeroGrads(without(constant, tensors));
  const before = mapped(grads, (grad) => {
    grad.storage.data.set(normal(generator, grad.shape)); // Gradients are added to what is there.
    return read(grad);
  });
  applied.backward(dy, grads);
  for (const [name, grad] of Object.entries(grads)) {
    const found = read(grad);
    const data = even[name]!.storage.data;
    for (let at = 0; at < data.length; at++) {
      const expected = centralDifference(data, at, () => dot(weights, read(applyOp(op, even, attributes).y)));
      const error = Math.abs(found[at]! - before[name]![at]! - expected) / Math.max(1, Math.abs(expected));
      if (!(error <= 1e-7)) {
        expect.fail(`${where}: d${name}[${at}] is ${found[at]! - before[name]![at]!} instead of ${expected}`);
      }
    }
  }
}

/** Null when the input lies so that `view` must refuse it, which a contiguous one never does. */
function applyUnlessNoView(op: Op, inputs: Named<Tensor>, attributes: Attributes, mayRefuse: boolean) {
  try {
    return applyOp(op, inputs, attributes);
  } catch (error) {
    if (mayRefuse && op.name === "view" && error instanceof Error && NOT_A_VIEW.test(error.message)) return null;
    throw error;
  }
}

function centralDifference(data: { [index: number]: number }, at: number, value: () => number): number {
  const step = 1e-5;
  const kept = data[at]!;
  data[at] = kept + step;
  const above = value();
  data[at] = kept - step;
  const below = value();
  data[at] = kept;
  return (above - below) / (2 * step);
}

function contiguousCopy(tensor: Tensor): Tensor {
  return tensorOf(tensor.dtype, tensor.shape, read(tensor));
}

function normal(generator: Generator, shape: Shape): number[] {
  const values = new Float32Array(elements(shape));
  generator.randn(values);
  return [...values];
}

function within(domain: "positive" | "nonzero" | undefined, values: number[]): number[] {
  if (domain === undefined) return values;
  return values.map((value) => (domain === "positive" || value >= 0 ? Math.abs(value) + 0.5 : value - 0.5));
}

function without(names: readonly string[], tensors: Named<Tensor>): Named<Tensor> {
  return Object.fromEntries(Object.entries(tensors).filter(([name]) => !names.includes(name)));
}

function indices(generator: Generator, shape: Shape, high: number): number[] {
  const values = new Int32Array(elements(shape));
  if (values.length > 0) generator.randint(values, high);
  return [...values];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
