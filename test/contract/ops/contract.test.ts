import { describe, expect, it } from "vitest";
import { ops } from "../../../src/ops/catalogue.ts";
import type { Nested, Op, OpExample } from "../../../src/ops/contract/op.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { isContiguous, tensorOf } from "../../../src/tensor/tensor.ts";
import { decode } from "../../fixtures/fixture.ts";
import { difference } from "../../tensor/close.ts";
import { laidOut, read, type Layout } from "../../tensor/layouts.ts";
import { applyOp, mapped, zeroGrads } from "./applyOp.ts";
import { applyUnlessNoView, cases, contiguousCopy, dtypeIn, layoutsOf, titleOf, without, type Case } from "./cases.ts";
import { recordings, type Recording } from "./recordings.ts";

describe.each(ops.map((op) => [op.name, op] as const))("%s", (_, op) => {
  const own = recordings[op.name]!.cases;

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

  describe.each(own.map((recording) => [titleOf(recording.case), recording] as const))("%s", (_title, recording) => {
    const item = recording.case;

    it("has the shape, values and gradients that PyTorch has", () => {
      matchesPyTorch(op, item, recording);
    });

    it("changes the inputs that PyTorch changes, and no others", () => {
      movesAsPyTorch(op, item, recording);
    });

    it("gives in float32 what it gives for the same numbers in contiguous tensors, however they lie", () => {
      for (const layouts of layoutsOf(Object.keys(item.inputs).length))
        agreesWithContiguous(op, item, recording, layouts);
    });
  });
});

it("has no case of an op that is not in the catalogue", () => {
  expect(cases.filter(({ op }) => !(op in recordings))).toEqual([]);
});

function reproduces(op: Op, { inputs, integers = [], truths = [], attributes = {}, out }: OpExample): void {
  const tensors = mapped(inputs, (nested, name) => {
    const { shape, values } = flattened(nested);
    const dtype = integers.includes(name) ? "int32" : truths.includes(name) ? "bool" : "float32";
    return tensorOf(dtype, shape, values);
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

function matchesPyTorch(op: Op, item: Case, recording: Recording): void {
  const { inputs, constant = [], attributes = {} } = item;
  for (const layout of ["contiguous", "transposed", "sliced"] as const) {
    const tensors = mapped(inputs, (shape, name) =>
      laidOut(layout, dtypeIn(item, name, "float32"), shape, decode(recording.inputs[name]!)),
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

/** PyTorch moves running statistics each time that it runs the op; Wiregrad once an iteration. */
function movesAsPyTorch(op: Op, item: Case, recording: Recording): void {
  const { inputs, attributes = {} } = item;
  const tensors = mapped(inputs, (shape, name) =>
    laidOut("contiguous", dtypeIn(item, name, "float32"), shape, decode(recording.inputs[name]!)),
  );
  const moved = applyOp(op, tensors, attributes).update();
  expect(moved).toEqual(expect.arrayContaining(Object.keys(recording.moved ?? {})));
  for (const [name, tensor] of Object.entries(tensors)) {
    const expected = decode(recording.moved?.[name] ?? recording.inputs[name]!);
    expect(difference(read(tensor), expected, 1e-6, 0), name).toBeNull();
  }
}

function agreesWithContiguous(op: Op, item: Case, recording: Recording, layouts: readonly Layout[]): void {
  const { inputs, constant = [], attributes = {} } = item;
  const names = Object.keys(inputs);
  const lain = mapped(inputs, (shape, name) =>
    laidOut(layouts[names.indexOf(name)]!, dtypeIn(item, name, "float32"), shape, decode(recording.inputs[name]!)),
  );
  const even = mapped(lain, contiguousCopy);
  const applied = applyUnlessNoView(op, lain, attributes, layouts[0] !== "contiguous");
  if (applied === null) return;
  const expected = applyOp(op, even, attributes);
  // How those lie that keep an order of their inputs, `strides.test.ts` says.
  if (op.kind === "compute" && op.stride === undefined) expect(isContiguous(applied.y)).toBe(true);
  expect(difference(read(applied.y), read(expected.y)), layouts.join(", ")).toBeNull();
  if (recording.dy === undefined) return;
  const dy = laidOut(layouts.at(-1)!, applied.y.dtype, applied.y.shape, decode(recording.dy));
  const grads = zeroGrads(without(constant, lain));
  applied.backward(dy, grads);
  const evenGrads = zeroGrads(without(constant, even));
  expected.backward(contiguousCopy(dy), evenGrads);
  for (const [name, grad] of Object.entries(grads)) {
    expect(difference(read(grad), read(evenGrads[name]!)), `${layouts.join(", ")}: d${name}`).toBeNull();
  }
}
