import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { Encoder } from "../../tensor/backend/encoder.ts";
import type { Storage } from "../../tensor/storage.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { planBackward } from "../compile/backward.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import type { Plan } from "../plan/plan.ts";
import { upstreamOps } from "../plan/reuse.ts";
import { backwardSteps, forwardOf } from "../run/instructions.ts";
import { allocateMemory, MAX_PROGRAM_BYTES, memoryBytes } from "../run/memory.ts";
import { TensorIndex } from "../tensors/tensorIndex.ts";

/** An op of the copy, and the memory that it reads and writes. */
export interface Step {
  readonly applied: AppliedOp;
  readonly reads: readonly Storage[];
  readonly writes: readonly Storage[];
  readonly run: () => void;
}

/**
 * Is what leads to a loss, in memory of its own. Any number of it can be moved, and the loss worked out anew. What the ops
 * begin with (parameters, draws, running statistics) is to be filled in from outside, and then `forward` run.
 */
export class LossCopy {
  /** All of the plan, of which only what leads to the loss, and the draws, have memory. */
  readonly plan: Plan;
  readonly tensors: TensorIndex;
  readonly backend: Backend;
  readonly loss: Tensor;
  readonly #steps: readonly Step[];
  readonly #room: number;
  readonly #encoder: Encoder;
  /** Memory of constants that other programs read, too. */
  readonly #shared = new Set<Storage>();
  #gradient: { readonly of: Tensor; readonly grad: Tensor | null } | null = null;

  /**
   * @param plan planned for the copy alone.
   * @param taken bytes that are taken already. Throws a DiagnosticError when there is no room beside them.
   */
  constructor(plan: Plan, loss: Tensor, backend: Backend, taken: number) {
    this.plan = plan;
    this.loss = loss;
    this.backend = backend;
    this.#encoder = new Encoder(backend);
    this.tensors = new TensorIndex(plan);
    const applied = upstreamOps(plan.applied, loss);
    this.#steps = applied.map((item) => stepOf(item, this.#encoder));
    const read = new Set([loss.storage, ...this.#steps.flatMap(({ reads }) => reads)]);
    const leading: Plan = {
      ...plan,
      applied,
      parameters: plan.parameters.filter(({ tensor }) => read.has(tensor.storage)),
      buffers: plan.buffers.filter(({ tensor }) => read.has(tensor.storage)),
      optimizers: [],
      accumulated: [],
      sidePasses: [],
      grads: new Map(),
    };
    this.#room = MAX_PROGRAM_BYTES - taken - memoryBytes(leading);
    if (this.#room < 0) throw noRoom();
    allocateMemory(leading, backend);
    for (const { tensor, values } of plan.constants)
      if (tensor.storage.data === values) this.#shared.add(tensor.storage);
  }

  /** Works all of it out, in the order of the forward pass. Throws a DiagnosticError when an op fails. */
  forward(): void {
    for (const step of this.#steps) runStep(step);
    this.#gradient = null;
  }

  lossNow(): number {
    return this.loss.storage.data[this.loss.offset]!;
  }

  /** Whether the loss is computed from what lies there. */
  readsFrom(storage: Storage): boolean {
    return storage === this.loss.storage || this.#steps.some(({ reads }) => reads.includes(storage));
  }

  /** The tensor that all others in its storage are views of. */
  rootOf({ storage }: Tensor): Tensor {
    const { parameters, buffers, draws, constants } = this.plan;
    const made = this.#steps.find(({ applied: { op, output } }) => op.kind !== "view" && output.storage === storage);
    const given = [
      ...parameters.map(({ tensor }) => tensor),
      ...buffers.map(({ tensor }) => tensor),
      ...draws.flatMap(({ drawn, outputs }) => [...drawn, ...outputs]),
      ...constants.map(({ tensor }) => tensor),
    ];
    const root = made?.applied.output ?? given.find((tensor) => tensor.storage === storage);
    if (root === undefined) throw new Error("a number of the copy lies in no tensor's storage");
    return root;
  }

  /**
   * The loss's gradient with respect to a tensor that is no view, as a backward pass from this loss alone gives it; null
   * where none leads back to it. The tensors must be as `forward` left them.
   */
  gradientOf(root: Tensor): Tensor | null {
    if (this.#gradient?.of !== root) this.#gradient = { of: root, grad: this.#backward(root) };
    return this.#gradient.grad;
  }

  #backward(root: Tensor): Tensor | null {
    // Running statistics are moved by no gradient, and no op sends one back to them.
    if (this.plan.buffers.some(({ tensor }) => tensor === root)) return null;
    const depending = new Set([root]);
    for (const { applied } of this.#steps) {
      if (gradientInputs(applied).some(([, input]) => depending.has(input))) depending.add(applied.output);
    }
    // Of the ops before the tensor none has a part in its gradient, and some have no derivative.
    const applied = this.#steps
      .map((step) => step.applied)
      .filter(({ output }) => output !== root && depending.has(output));
    const grads = planBackward(applied, [this], depending);
    if (!grads.has(root)) return null;
    const storages = [...grads.values()].map(({ storage }) => storage);
    if (storages.reduce((sum, { bytes }) => sum + bytes, 0) > this.#room) throw noRoom();
    for (const storage of storages) storage.bind(new ArrayBuffer(storage.bytes), 0);
    grads.get(this.loss)!.storage.data[0] = 1;
    for (const step of backwardSteps(applied, grads, this.#encoder)) step();
    return grads.get(root)!;
  }

  /** The ops that have other results when numbers of a storage are moved: not the one that made them. */
  downstreamOf(moved: Storage): readonly Step[] {
    const stale = new Set([moved]);
    return this.#steps.filter(({ applied, reads, writes }) => {
      const isStale = reads.some((storage) => stale.has(storage));
      // A view has the numbers already; what made them is not asked again.
      if (!isStale || applied.op.kind === "view" || applied.output.storage === moved) return false;
      for (const storage of writes) stale.add(storage);
      return true;
    });
  }

  /**
   * Puts one number after another into a place of a storage, works out each time the steps that come of it, and lets them be
   * looked at. Everything is as before when it is over.
   */
  moved<T>(place: Place, numbers: readonly number[], steps: readonly Step[], look: (written: number) => T): T[] {
    const { storage, at } = place;
    if (this.#shared.delete(storage)) {
      const own = storage.data.slice();
      storage.bind(own.buffer, own.byteOffset);
    }
    const before = storage.data[at]!;
    try {
      return numbers.map((number) => {
        storage.data[at] = number;
        for (const step of steps) runStep(step);
        return look(storage.data[at]);
      });
    } finally {
      storage.data[at] = before;
      for (const step of steps) runStep(step);
    }
  }
}

/** Names a number by where it lies. */
export interface Place {
  readonly storage: Storage;
  readonly at: number;
}

function stepOf(applied: AppliedOp, encoder: Encoder): Step {
  const { op, output, saved } = applied;
  const operands = operandsOf(applied);
  const extra = Object.values(saved).map(({ storage }) => storage);
  const draws = op.kind === "compute" && op.draw !== undefined;
  return {
    applied,
    reads: draws ? [...operands, ...extra] : operands,
    writes: draws ? [output.storage] : [output.storage, ...extra],
    run: forwardOf(applied, encoder),
  };
}

/** What it reads, and what the ops that it repeats do. */
function operandsOf({ inputs, body = [] }: AppliedOp): Storage[] {
  // An input that may be absent is undefined.
  const own = Object.values<Tensor | undefined>(inputs).flatMap((input) => input?.storage ?? []);
  return [...own, ...body.flatMap(operandsOf)];
}

function runStep({ applied: { node }, run }: Step): void {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) throw DiagnosticError.of(error.message, { node });
    throw error;
  }
}

function noRoom(): DiagnosticError {
  return DiagnosticError.of("there is no room for a copy of the model to try numbers on");
}
