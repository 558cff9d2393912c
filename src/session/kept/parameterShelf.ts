import { gradName, isGradMover } from "../../program/plan/accumulatedGrads.ts";
import type { Transfer } from "../../program/edit/transfer.ts";
import {
  memoryRule,
  parameterKey,
  slotKey,
  slotsOf,
  renamedPersistent,
  type PersistentName,
} from "../../program/tensors/persistent.ts";
import type { Plan, PlannedNode } from "../../program/plan/plan.ts";
import { elementsIn } from "../../program/run/memory.ts";
import { sameShape, type Shape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { Checkpoint, KeptBuffer } from "../../protocol/checkpoint.ts";

type Kept = PersistentName & {
  readonly shape: Shape;
  readonly data: Float32Array;
  /** What an optimiser still remembers of a parameter, though by its settings of now it does not use it. */
  readonly asleep?: true;
};

/** Holds what lies on the shelf, to be restored. Its arrays are never written to. */
export type ShelfState = readonly Kept[];

/**
 * Parameters that are out of use for now, and what optimisers remember of them: of a node that an edit broke, or that
 * was deleted. Taking a wire out and putting it back must not cost what was learned.
 */
export class ParameterShelf {
  #kept: readonly Kept[] = [];

  clear(): void {
    this.#kept = [];
  }

  state(): ShelfState {
    return this.#kept;
  }

  /**
   * Takes over what lay on a shelf when a checkpoint was taken, and what the checkpoint holds beside it, as far as the
   * graph has no slot for it: what has one is in the program, and what was in the program may have none by now.
   */
  restore(kept: ShelfState, checkpoint: Checkpoint, plan: Plan): void {
    this.takeFrom(checkpoint, plan);
    const slots = slotsOf(plan);
    const lay = new Set(kept.map((each) => slotKey(each, each.shape)));
    this.#kept = [
      ...kept.filter((each) => !slots.has(slotKey(each, each.shape))),
      ...this.#kept.filter((each) => !lay.has(slotKey(each, each.shape))),
    ];
  }

  /** Puts aside what was learned before an edit and has no slot after it. */
  putAside({ before, after, renamed, shelved }: Transfer): void {
    const rests = (kept: PersistentName): boolean =>
      after.program !== null && isRemembered(kept, before.plan, after.plan, renamed);
    const moved = this.#kept.map(({ asleep, ...kept }) => {
      const named = renamedPersistent(kept, renamed);
      return asleep === true && rests(named) ? { ...named, asleep } : named;
    });
    const unused = shelved.map(({ node, name, mover, tensor }): Kept => {
      const kept = { node, name, mover, shape: tensor.shape, data: dataOf(tensor, before) };
      return rests(kept) ? { ...kept, asleep: true } : kept;
    });
    const slots = new Set(unused.map((kept) => slotKey(kept, kept.shape)));
    this.#kept = newest([...moved.filter((kept) => !slots.has(slotKey(kept, kept.shape))), ...unused]);
  }

  /**
   * Puts back into a program what has a slot there that holds nothing yet: after an undo whatever was tried meanwhile,
   * of a mended node only what the node had last, and what an optimiser remembers once its settings use it again.
   */
  putBack(plan: Plan, filled: ReadonlySet<Tensor>, returns: (kept: PersistentName) => "any" | "last" | "none"): void {
    const last = new Map(this.#kept.map((kept) => [ownerKey(kept), kept]));
    const slots = slotsOf(plan);
    this.#kept = this.#kept.filter((kept) => {
      const slot = slots.get(slotKey(kept, kept.shape));
      if (slot === undefined || filled.has(slot.tensor)) return true;
      const which = returns(kept);
      const wanted = which === "any" || kept.asleep === true || (which === "last" && last.get(ownerKey(kept)) === kept);
      if (wanted) slot.tensor.storage.data.set(kept.data);
      return !wanted;
    });
  }

  /** What a checkpoint holds beyond what the graph has a slot for goes on the shelf. */
  takeFrom(checkpoint: Checkpoint, plan: Plan): void {
    const slots = slotsOf(plan);
    const parameters = Object.entries(checkpoint.parameters).map(([key, { shape, data }]) => {
      const dot = key.lastIndexOf(".");
      return { node: key.slice(0, dot), name: key.slice(dot + 1), mover: null, shape, data };
    });
    this.#kept = [...(checkpoint.buffers ?? []), ...parameters].filter((kept) => !slots.has(slotKey(kept, kept.shape)));
  }

  /** The parameters, for a checkpoint, by `node.name`; of several shapes, the one put aside last. */
  parameters(): Checkpoint["parameters"] {
    const parameters = this.#kept.filter(({ mover }) => mover === null);
    return Object.fromEntries(
      parameters.map(({ node, name, shape, data }) => [parameterKey(node, name), { shape, data: data.slice() }]),
    );
  }

  /** The rest, for a checkpoint. */
  buffers(): KeptBuffer[] {
    return this.#kept.flatMap(({ mover, ...kept }) =>
      mover === null ? [] : [{ ...kept, mover, data: kept.data.slice() }],
    );
  }
}

/** What is one thing whatever its shape: a parameter, or what one optimiser remembers of it. */
function ownerKey({ node, name, mover }: PersistentName): string {
  return JSON.stringify([node, name, mover?.node]);
}

/**
 * Whether an edit left a parameter, and the optimiser that remembers this of it, as they were: PyTorch's optimisers keep
 * their state while a setting (a momentum of 0) makes no use of it. Names are those after the edit.
 */
function isRemembered({ node, name, mover }: PersistentName, before: Plan, after: Plan, renamed: Renamed): boolean {
  if (mover === null || isGradMover(mover)) return false;
  const optimizer = after.optimizers.find((candidate) => candidate.node === mover.node);
  const parameter = optimizer?.parameters.find((own) => own.node === node && name.startsWith(`${own.name}.`));
  if (optimizer === undefined || parameter === undefined) return false;
  const wasThere = before.parameters.some(
    (own) =>
      newId(renamed, own.node) === node &&
      own.name === parameter.name &&
      sameShape(own.tensor.shape, parameter.tensor.shape),
  );
  return wasThere && mover.rule === memoryRule(optimizer.rule, parameter);
}

/**
 * Says whether an edit brings back a node, so that what it had learned is on the shelf. Before it the node was in the
 * document, but without parameters in the program; or the one that moves its buffer was broken; or nothing trained the
 * parameter whose gradient it is.
 */
export function wasOutOfUse({ before, renamed }: Transfer, { node, name, mover }: PersistentName): boolean {
  const { plan, program } = before;
  const formerly = (id: string): PlannedNode | undefined =>
    [...plan.nodes.values()].find((former) => newId(renamed, former.id) === id);
  const owner = formerly(node);
  if (isGradMover(mover)) return owner !== undefined && !hasGradient(plan, owner.id, name);
  const moving = mover === null ? undefined : formerly(mover.node);
  if (owner !== undefined && (program === null || plan.parameters.every((parameter) => parameter.node !== owner.id))) {
    return true;
  }
  return moving !== undefined && moving.status !== "ready";
}

/** Whether a parameter, called by its gradient's name, has one. */
function hasGradient({ parameters, grads }: Plan, node: string, name: string): boolean {
  return parameters.some((own) => own.node === node && name === gradName(own) && grads.has(own.tensor));
}

/** The shelf holds at most so many numbers; the oldest go first. */
const MAX_NUMBERS = 2 ** 24;

function newest(kept: readonly Kept[]): readonly Kept[] {
  let numbers = 0;
  return kept
    .toReversed()
    .filter(({ data }) => (numbers += data.length) <= MAX_NUMBERS)
    .toReversed();
}

/** A copy of a tensor's numbers, as they are in the program before an edit. */
function dataOf(tensor: Tensor, { program }: Transfer["before"]): Float32Array {
  return Float32Array.from(program === null ? tensor.storage.data : elementsIn(program.memory, tensor));
}
