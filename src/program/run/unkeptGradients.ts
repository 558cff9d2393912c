import { groupBy } from "../../base/groupBy.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { Recorder, tensorsOf, type Call } from "../../tensor/backend/recorder.ts";
import type { Storage } from "../../tensor/storage.ts";
import type { Plan } from "../plan/plan.ts";
import type { Instruction } from "./instruction.ts";
import { later } from "./later.ts";
import { touchesIn, type BackwardCalls } from "./touchesIn.ts";

/** Is a gradient that is there for one update alone, and is put nowhere where nobody looks: its parameter moves at once. */
export interface UnkeptGradient {
  /** The parameter's node. */
  readonly node: string;
  /** The instruction that computes it step by step, and the call in it that does. */
  readonly backward: number;
  readonly call: Call;
  readonly storage: Storage;
  /** The instruction of the update, in whose turn the parameter moves. */
  readonly update: number;
  readonly move: () => void;
  /** Whether the last move kept it, as some of it was not finite. */
  readonly isKept: () => boolean;
  /** Computes it, as long as what it is made of is there. */
  readonly compute: () => void;
}

/** Is what of a backward pass runs in the instructions' turns. */
interface Turns {
  readonly plan: Plan;
  readonly instructions: readonly Instruction[];
  readonly backward: BackwardCalls;
  /** The gradients that the calls of an instruction are the first to touch. */
  readonly firsts: ReadonlyMap<number, ReadonlySet<Storage>>;
  /** Storages that may be touched by more than calls. */
  readonly apart: ReadonlySet<Storage>;
}

/**
 * Returns them: a single call of the backward pass touches the gradient, it begins it, and what it reads lies there until the update.
 *
 * @param beginning prepares a call that begins a gradient
 */
export function unkeptGradients(
  { plan, instructions, backward, firsts, apart }: Turns,
  backend: Backend,
  beginning: (call: Call, gradient: Storage) => () => void,
): readonly UnkeptGradient[] {
  if (backend.prepareMoving === undefined) return [];
  const touching = touchesIn(backward);
  const recorder = new Recorder(backend);
  const updates = instructions.flatMap(({ pass, describe }, update) => {
    if (pass !== "update" || describe === undefined) return [];
    return [{ update, calls: recorder.record(describe) }];
  });
  const reading = groupBy(
    updates.flatMap(({ calls }) => storagesOf(calls)),
    (storage) => storage,
  );
  return updates.flatMap(({ update, calls }): UnkeptGradient[] => {
    const [step] = calls;
    if (step === undefined || step.kernel === null || calls.length > 1) return [];
    // What is remembered of a parameter would be a third.
    const [parameter, gradient, ...remembered] = tensorsOf(step);
    if (parameter === undefined || gradient === undefined || remembered.length > 0) return [];
    const { storage } = gradient;
    const [touch, ...others] = touching.get(storage) ?? [];
    if (touch === undefined || others.length > 0 || reading.get(storage)!.length > 1 || apart.has(storage)) return [];
    const { at, call } = touch;
    if (call.kernel === null || firsts.get(at)?.has(storage) !== true) return [];
    const own = backward[at]!;
    const changed = new Set([
      parameter.storage,
      ...own.slice(own.indexOf(call) + 1).map((later) => tensorsOf(later).at(-1)?.storage),
      ...instructions.slice(at + 1, update).flatMap(({ results }) => results.map(({ storage }) => storage)),
    ]);
    if (own.some(({ kernel }) => kernel === null) || storagesOf([call]).some((read) => changed.has(read))) return [];
    const run = backend.prepareMoving!(call, step);
    const owner = plan.parameters.find(({ tensor }) => tensor.storage === parameter.storage);
    if (run === null || owner === undefined) return [];
    const compute = later(() => beginning(call, storage));
    let isKept = false;
    const move = (): void => {
      isKept = !run();
      if (isKept) compute();
    };
    return [{ node: owner.node, backward: at, call, storage, update, move, isKept: () => isKept, compute }];
  });
}

function storagesOf(calls: readonly Call[]): Storage[] {
  return [...new Set(calls.flatMap(tensorsOf).map(({ storage }) => storage))];
}
