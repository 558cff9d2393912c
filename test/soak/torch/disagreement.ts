import { sameShape, formatShape } from "../../../src/tensor/shape.ts";
import { instantiate } from "../../../src/program/run/program.ts";
import { isFloat } from "../../../src/tensor/dtype.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import { backend } from "../../kernels.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { decode, type Recorded } from "../../fixtures/fixture.ts";
import { difference } from "../../tensor/close.ts";
import { read } from "../../tensor/layouts.ts";
import { explained } from "./explained.ts";
import type { OpGraph, Step } from "./opGraph.ts";
import { PlannedOps } from "./planned.ts";
import type { TorchProcess } from "./TorchProcess.ts";

interface Made {
  readonly dtype: Tensor["dtype"];
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly values: readonly Recorded[];
  /** Whether an integer is none of int32's; `values` has it modulo 2³², as int32 wraps around. */
  readonly wide: boolean;
}
type Said = Made | { readonly message: string };

interface Evaluated {
  readonly steps: readonly Said[];
  readonly grads: Readonly<Record<string, readonly Recorded[]>> | { readonly message: string };
}
/**
 * `double`: the same in float64; `moved`: in float64 with every input moved by half of a float32's last digit; `nudged`: in
 * float32 with every input moved by one or two of its last digits.
 */
type Answer = Evaluated & {
  readonly double?: Evaluated;
  readonly moved?: Evaluated;
  readonly nudged?: readonly Evaluated[];
};

/** The same numbers in double, and with moved inputs. */
interface Truth {
  readonly double: readonly Recorded[];
  readonly moved: readonly Recorded[];
  readonly nudged: readonly (readonly Recorded[])[];
}

/** A fault of PyTorch 1.13 itself: the gradient of a power by a mask. */
const TORCH_FAILS = /^Subtraction, the `-` operator, with a bool/;

/** What may go another way where the last digit of an operand is another one. */
const SPLITTING = new Set(["clamp", "maximum", "minimum"]);

/**
 * Where PyTorch's kernels do not agree with each other on the sign of a zero: its gelu (oneDNN's) loses it, x · r − mean · r
 * has another one than (x − mean) · r, and of 0 and −0 its vectors choose another one than its loops. What follows may
 * then be of another sign, too.
 */
const EITHER_ZERO = new Set(["gelu", "layer_norm", "batch_norm", "max", "maximum", "minimum", "cross_entropy"]);

const NORMS = new Set(["layer_norm", "batch_norm"]);

/** The first thing in which the program and PyTorch differ over a graph, in words; null when they agree. */
export async function disagreement(graph: OpGraph, torch: TorchProcess): Promise<string | null> {
  const ours = evaluated(graph);
  const first = compared(graph, ours, (await torch.ask(graph)) as Answer);
  if (first === null) return null;
  // Where digits cancel, both are off: PyTorch's own distance from the same in double says how far.
  return compared(graph, ours, (await torch.ask({ ...graph, exact: true })) as Answer);
}

interface Ours {
  readonly tensors: readonly (Tensor | string)[];
  readonly grads: ReadonlyMap<Tensor, Tensor>;
  /** A sentence that a kernel said while running, and the place of its step. */
  readonly halted: { readonly place: number; readonly message: string } | null;
}

function evaluated({ leaves, steps, loss }: OpGraph): Ours {
  const planned = new PlannedOps();
  for (const leaf of leaves) planned.addLeaf(leaf);
  for (const step of steps) planned.addStep(step);
  const { tensors } = planned;
  const end = loss === null ? null : tensors[loss]!;
  const plan = planned.plan(end === null || typeof end === "string" ? null : end);
  const program = instantiate(plan, backend);
  for (const { tensor, init } of plan.parameters) init.fill(tensor, new Generator(42));
  for (const draw of plan.draws) draw.draw(new Generator(42));
  let halted: Ours["halted"] = null;
  for (const { run, node, pass } of program.instructions) {
    if (pass === "update") break;
    try {
      run();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      halted = { place: Number(node.replace("step", "")), message: error.message };
      break;
    }
  }
  return { tensors, grads: plan.grads, halted };
}

function compared(graph: OpGraph, ours: Ours, torch: Answer): string | null {
  const from = graph.leaves.length;
  /** Where the tensors are that have not PyTorch's bits. */
  const rounded = new Set<number>();
  for (const [at, said] of torch.steps.entries()) {
    const place = from + at;
    const step = graph.steps[at]!;
    const where = `step ${at}, ${step.op}`;
    const made = ours.tensors[place]!;
    const own = typeof made === "string" ? made : ours.halted?.place === place ? ours.halted.message : null;
    const refusal = own === null ? null : inOurDtypes(own);
    if (refusal !== null || "message" in said) {
      const theirs = "message" in said ? inOurDtypes(said.message) : null;
      if (refusal !== theirs && !explained(step, refusal, theirs))
        return `${where}: refused with ${JSON.stringify(refusal)}, PyTorch with ${JSON.stringify(theirs)}`;
      if (ours.halted?.place === place || typeof made !== "string") return null;
      continue;
    }
    const tensor = made as Tensor;
    if (isLookedAt(step, ours)) return null;
    if (overflowsInSquare(step, ours)) return laidDifferently(tensor, said);
    const found =
      laidDifferently(tensor, said) ??
      valuesApart(
        tensor,
        said.values,
        truthOf(torch, (part) => stepValues(part, at)),
      );
    const fromRounded = Object.values(step.inputs).some((input) => rounded.has(input));
    // On the two sides of a kink or of a step all that follows may differ.
    if (fromRounded && (SPLITTING.has(step.op) || (found !== null && !isFloat(tensor.dtype)))) return null;
    if (found !== null) return `${where}: ${found}`;
    // PyTorch's int64 goes on where int32 has wrapped around.
    if (said.wide) return null;
    if (difference(read(tensor), decode(said.values), 0, 0) !== null) rounded.add(place);
    if (!beyondDoubt(tensor, said.values)) return null;
    if (otherZero(tensor, said.values))
      return EITHER_ZERO.has(step.op) ? null : `${where}: 0 where PyTorch has −0, or the reverse`;
  }
  if (ours.halted !== null) return `halted: ${ours.halted.message}`;
  const isApart = graph.steps.some(
    (step, at) => normalizesInfinity(step, from + at, ours) || makesNothing(step, from + at, ours),
  );
  return isApart ? null : gradsApart(ours, torch);
}

function gradsApart({ tensors, grads }: Ours, torch: Answer): string | null {
  const theirs = torch.grads;
  if (isRefusal(theirs)) {
    return grads.size === 0 || TORCH_FAILS.test(theirs.message) ? null : `backward: PyTorch says ${theirs.message}`;
  }
  for (const [place, values] of Object.entries(theirs)) {
    const tensor = tensors[Number(place)]!;
    const grad = typeof tensor === "string" ? undefined : grads.get(tensor);
    if (grad === undefined) return `the tensor at place ${place} has no gradient, PyTorch's has`;
    const found = valuesApart(
      grad,
      values,
      truthOf(torch, (part) => gradValues(part, place)),
    );
    if (found !== null) return `gradient of the tensor at place ${place}: ${found}`;
  }
  for (const [place, tensor] of tensors.entries()) {
    const grad = typeof tensor === "string" ? undefined : grads.get(tensor);
    if (grad === undefined || String(place) in theirs) continue;
    if (read(grad).some((value) => value !== 0))
      return `the tensor at place ${place} has a gradient, PyTorch's has none`;
  }
  return null;
}

function isRefusal(grads: Evaluated["grads"]): grads is { readonly message: string } {
  return typeof (grads as { message?: unknown }).message === "string";
}

function laidDifferently({ dtype, shape, stride }: Tensor, said: Made): string | null {
  if (dtype !== said.dtype) return `dtype ${dtype}, PyTorch's ${said.dtype}`;
  if (!sameShape(shape, said.shape)) return `shape ${formatShape(shape)}, PyTorch's ${formatShape(said.shape)}`;
  // What has no elements lies nowhere.
  if (elements(shape) > 0 && stride.join() !== said.stride.join())
    return `shape ${formatShape(shape)}, stride [${stride.join(", ")}], PyTorch's [${said.stride.join(", ")}]`;
  return null;
}

function truthOf(torch: Answer, valuesOf: (part: Evaluated) => readonly Recorded[] | null): Truth | null {
  const [double, moved] = [torch.double, torch.moved].map((part) => (part === undefined ? null : valuesOf(part)));
  const nudged = (torch.nudged ?? []).flatMap((part) => {
    const values = valuesOf(part);
    return values === null ? [] : [values];
  });
  return double == null || moved == null ? null : { double, moved, nudged };
}

function stepValues({ steps }: Evaluated, at: number): readonly Recorded[] | null {
  const said = steps[at]!;
  return "message" in said ? null : said.values;
}

function gradValues({ grads }: Evaluated, place: string): readonly Recorded[] | null {
  return isRefusal(grads) ? null : (grads[place] ?? null);
}

/**
 * Beyond PyTorch's tolerance, and beyond 16 times what one rounding may do: PyTorch's own distance from the truth, or how
 * far moved inputs move it, in double or in float32. A cell that in double is of another kind (PyTorch overflows on the way) says nothing.
 */
function valuesApart(tensor: Tensor, theirs: readonly Recorded[], truth: Truth | null): string | null {
  const found = read(tensor);
  const wanted = decode(theirs);
  if (!isFloat(tensor.dtype)) return difference(found, wanted, 0, 0);
  const simple = difference(found, wanted);
  if (simple === null || truth === null) return simple;
  const exact = decode(truth.double);
  const moved = decode(truth.moved);
  const telling = [...found.keys()].filter(
    (at) => kindOf(wanted[at]!) === kindOf(exact[at]!) && kindOf(exact[at]!) === kindOf(moved[at]!),
  );
  const nudged = truth.nudged.map((values) => decode(values));
  const off = telling
    .filter((at) => Number.isFinite(exact[at]!))
    .flatMap((at) => [
      Math.abs(wanted[at]! - exact[at]!),
      Math.abs(moved[at]! - exact[at]!),
      ...nudged.map((values) => Math.abs(values[at]! - wanted[at]!)).filter(Number.isFinite),
    ]);
  const kept = (values: readonly number[]): number[] => telling.map((at) => values[at]!);
  return difference(kept(found), kept(wanted), undefined, 1e-5 + 16 * Math.max(0, ...off));
}

/** Whether every number has the same sign here and there: a sum that is 0 but for its rounding may have either. */
function beyondDoubt(tensor: Tensor, theirs: readonly Recorded[]): boolean {
  const wanted = decode(theirs);
  return read(tensor).every((value, at) => Number.isNaN(value) || Math.sign(value) === Math.sign(wanted[at]!));
}

function otherZero(tensor: Tensor, theirs: readonly Recorded[]): boolean {
  const wanted = decode(theirs);
  return read(tensor).some((value, at) => value === 0 && wanted[at] === 0 && !Object.is(value, wanted[at]));
}

/**
 * Whether PyTorch selects by a 0-d index and so looks at numbers that are there, with gaps and repeats, where a copy without
 * is made here. What follows may lie differently, too.
 */
function isLookedAt({ op, inputs }: Step, { tensors }: Ours): boolean {
  return (
    op === "index" &&
    Object.entries(inputs).some(([name, place]) => name !== "x" && (tensors[place] as Tensor).shape.length === 0)
  );
}

/** Whether the step normalises numbers whose variance, which is kept in float32 here and in double by PyTorch, is infinite. */
function overflowsInSquare({ op, inputs }: Step, { tensors }: Ours): boolean {
  const x = NORMS.has(op) ? tensors[inputs["x"]!] : undefined;
  return typeof x === "object" && read(x).some((value) => Math.abs(value) > 1e18);
}

/**
 * Whether the step normalises with an infinite weight, or has an infinite gradient: PyTorch's a · dy + b · x + c makes nan of
 * infinities at other places than r · (dn − mean(dn) − n · mean(dn · n)).
 */
function normalizesInfinity({ op, inputs }: Step, place: number, { tensors, grads }: Ours): boolean {
  if (!NORMS.has(op)) return false;
  return [place, ...Object.values(inputs)].some((at) => {
    const tensor = tensors[at]!;
    if (typeof tensor === "string") return false;
    const grad = at === place ? grads.get(tensor) : undefined;
    return [tensor, ...(grad === undefined ? [] : [grad])].some((numbers) => !read(numbers).every(Number.isFinite));
  });
}

/**
 * Whether the step makes a formula over operands with elements into a tensor without any. Their gradient is a sum of nothing
 * here; PyTorch, for which a formula is several ops, sums at the first that repeats them, and 0 times an infinite slope of
 * the others is nan.
 */
function makesNothing({ op, inputs }: Step, place: number, { tensors }: Ours): boolean {
  const isEmpty = (at: number): boolean => {
    const tensor = tensors[at]!;
    return typeof tensor === "object" && elements(tensor.shape) === 0;
  };
  return op === "expression" && isEmpty(place) && !Object.values(inputs).every(isEmpty);
}

function kindOf(value: number): string {
  return Number.isFinite(value) ? "finite" : String(value);
}

/** Our int32 stands where PyTorch has int64. */
function inOurDtypes(message: string): string {
  return message
    .replaceAll("long int", "int")
    .replaceAll("torch.LongTensor", "torch.IntTensor")
    .replaceAll("'Long'", "'Int'")
    .replaceAll(/\bLong\b/g, "Int")
    .replaceAll(/\blong\b/g, "int");
}
