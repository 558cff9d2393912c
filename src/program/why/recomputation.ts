import { DiagnosticError } from "../../base/diagnostic.ts";
import { offsetInStorage } from "../../base/stridedLayout.ts";
import type { OpContext } from "../../ops/contract/op.ts";
import type { Index } from "../../ops/contract/why.ts";
import { expandTensor } from "../../tensor/expand.ts";
import { immediately } from "../../tensor/backend/encoder.ts";
import { Storage } from "../../tensor/storage.ts";
import { tensorOf, type Tensor } from "../../tensor/tensor.ts";
import { passGrads } from "../plan/accumulatedGrads.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";
import type { Program } from "../run/program.ts";

/**
 * Gives numbers made once more by the ops themselves, from what they stand in the tensors to be made of: what a reason
 * in double cannot foresee, the rounding of each step, is in them. Computes into memory of its own.
 */
export class Recomputation {
  readonly #program: Program;
  readonly #plan: Plan;
  /** Parameters as they were, which stand for those of now. */
  readonly #former: ReadonlyMap<Tensor, Tensor>;
  readonly #made = new Map<AppliedOp, Made | null>();

  constructor(program: Program, former: ReadonlyMap<Tensor, Tensor>) {
    this.#program = program;
    this.#plan = program.plan;
    this.#former = former;
  }

  /** A cell of an op's result, or of what it saves; null if it cannot be made again, or the op's inputs are older. */
  number(tensor: Tensor, at: Index): number | null {
    const applied = this.#plan.applied.find(
      ({ output, saved }) => output === tensor || Object.values(saved).includes(tensor),
    );
    if (applied === undefined || !this.#isSettled(applied)) return null;
    const made = this.#run(applied);
    const twin = made?.twins.get(tensor);
    return twin === undefined ? null : valueAt(twin, at);
  }

  /** What the uses of a tensor add to a cell of its gradient, on top of `start`; null if that cannot be said. */
  gradient(tensor: Tensor, at: Index, start: number): number | null {
    const sum = tensorOf(tensor.dtype, tensor.shape);
    sum.storage.data[offsetInStorage(sum, at)] = start;
    const uses = new Set(this.#program.tensors.usesOf(tensor).map(({ applied }) => applied));
    for (const applied of [...uses].toReversed()) {
      if (!this.#passBack(applied, tensor, sum)) return null;
    }
    return valueAt(sum, at);
  }

  /** Whether what the node's own ops handed to this one is still what they make. */
  #isSettled({ node, inputs }: AppliedOp): boolean {
    const inner = this.#plan.applied.filter(
      (other) => other.node === node && Object.values(inputs).includes(other.output),
    );
    return inner.every((other) => {
      if (other.op.kind === "view") return this.#isSettled(other);
      const made = this.#isSettled(other) ? this.#run(other) : null;
      const twin = made?.twins.get(other.output);
      return twin !== undefined && sameNumbers(twin, other.output);
    });
  }

  #run(applied: AppliedOp): Made | null {
    const known = this.#made.get(applied);
    if (known !== undefined) return known;
    const made = this.#runAnew(applied);
    this.#made.set(applied, made);
    return made;
  }

  #runAnew(applied: AppliedOp): Made | null {
    const { op, output, attributes, body } = applied;
    if (body !== undefined) return null;
    if (op.kind === "view") {
      const [input] = Object.values(this.#inputs(applied));
      return { twins: new Map([[output, { ...output, storage: input!.storage }]]) };
    }
    const saved = mapped(applied.saved, copyOf);
    const context: OpContext = { ...immediately(this.#program.backend.kernels), attributes, saved };
    const twin = copyOf(output);
    const inputs = this.#inputs(applied);
    try {
      op.forward(
        op.broadcasts === true ? mapped(inputs, (input) => expandTensor(input, output.shape)) : inputs,
        twin,
        context,
      );
    } catch (error) {
      if (error instanceof DiagnosticError) return null;
      throw error;
    }
    const twins = Object.entries(applied.saved).map(([name, tensor]) => [tensor, saved[name]!] as const);
    return { twins: new Map([[output, twin], ...twins]) };
  }

  /** Adds to `sum` what one op passes back to a tensor. Says whether it could. */
  #passBack(applied: AppliedOp, tensor: Tensor, sum: Tensor): boolean {
    const { op, output, attributes } = applied;
    const { kernels } = this.#program.backend;
    const dy = passGrads(this.#plan).get(output)!;
    if (op.kind === "view") {
      kernels.accumulate(dy, { ...sum, ...op.window(sum, attributes) });
      return true;
    }
    if (op.backward === undefined || applied.body !== undefined) return false;
    const names = Object.keys(applied.inputs).filter((name) => applied.inputs[name] === tensor);
    const inputs = this.#inputs(applied);
    const expanded = (input: Tensor): Tensor => (op.broadcasts === true ? expandTensor(input, output.shape) : input);
    const context: OpContext = { ...immediately(kernels), attributes, saved: mapped(applied.saved, copyOf) };
    const targets = Object.fromEntries(names.map((name) => [name, expanded(sum)]));
    op.backward({ ...mapped(inputs, expanded), y: output }, dy, targets, context);
    return true;
  }

  #inputs({ inputs }: AppliedOp): Record<string, Tensor> {
    return mapped(inputs, (input) => this.#former.get(input) ?? input);
  }
}

/** New tensors in the place of those that an op made. */
interface Made {
  readonly twins: ReadonlyMap<Tensor, Tensor>;
}

/** A tensor that lies the same way in memory of its own, with the same numbers. */
function copyOf(tensor: Tensor): Tensor {
  const storage = Storage.allocate(tensor.dtype, tensor.storage.length);
  storage.data.set(tensor.storage.data);
  return { ...tensor, storage };
}

function valueAt(tensor: Tensor, at: Index): number {
  return tensor.storage.data[offsetInStorage(tensor, at)]!;
}

/** Whether two tensors that lie the same way in memory of their own hold the same, but for rounding. */
function sameNumbers(a: Tensor, b: Tensor): boolean {
  const other = b.storage.data;
  return a.storage.data.every((value, at) => {
    const near = Math.abs(value - other[at]!) <= 1e-5 * (Math.abs(value) + Math.abs(other[at]!));
    return near || Object.is(value, other[at]) || value === other[at];
  });
}

function mapped(tensors: Readonly<Record<string, Tensor>>, change: (tensor: Tensor) => Tensor): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}
