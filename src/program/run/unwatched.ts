import type { Backend, KernelName, Operands } from "../../tensor/backend/backend.ts";
import { inOne, type InOne } from "./inOne.ts";
import { passedOn, substituted, type BackwardCalls } from "./passedOn.ts";
import { isWhole, prepared, Recorder, tensorsOf, wholeOf, type Call } from "../../tensor/backend/recorder.ts";
import type { Storage } from "../../tensor/storage.ts";
import { passGrads } from "../plan/accumulatedGrads.ts";
import type { Plan } from "../plan/plan.ts";
import { clearing, regionsOf } from "./beginBackward.ts";
import type { Instruction } from "./instruction.ts";
import { clearedStorages, type Memory } from "./memory.ts";
import { waiting } from "./waiting.ts";

/**
 * Says what runs in an iteration that nobody looks into. Once it is over, and what waits has been made up for, all numbers
 * are to the bit those that the instructions give one by one.
 */
export interface Unwatched {
  /** Of each instruction 1 if the whole of it can wait ({@link waiting}), else 0. */
  readonly canWait: Uint8Array;
  /** Of each instruction what runs in its turn; null where it waits. */
  readonly turns: readonly ((() => void) | null)[];
  /** The same where another iteration follows at once: what nothing else in an iteration reads is not put anywhere. */
  readonly followed: readonly ((() => void) | null)[];
  /** The instructions whose results are left out then, in order. */
  readonly skipped: readonly number[];
  /** Of each instruction of the backward pass what of it waits, in order; null where nothing does. It may run any number of times. */
  readonly left: readonly ((() => void) | null)[];
  /** Which instruction the backward pass begins with; none without one. */
  readonly begins: number;
  /** To be called where this instruction failed: what later ones were to write first is cleared. */
  readonly failedAt: (cursor: number) => void;
}

/** Is a program, as far as it is asked for. */
interface Prepared {
  readonly plan: Plan;
  readonly instructions: readonly Instruction[];
  readonly memory: Memory;
  readonly backend: Backend;
}

/**
 * Prepares it. Gradients are not cleared whose first writer is known: that one adds to 0, whatever is there. Those that are
 * copies of others wait.
 */
export function unwatched({ plan, instructions, memory, backend }: Prepared): Unwatched {
  const canWait = waiting(plan, instructions);
  const begins = instructions.findIndex(({ beginsBackward }) => beginsBackward === true);
  const firsts = firstWriters(plan, instructions);
  const begun = new Set([...firsts.values()].flatMap((storages) => [...storages]));
  const others = (): Storage[] => clearedStorages(plan).filter((storage) => !begun.has(storage));
  const clear = begins < 0 ? null : clearing(plan, memory, () => regionsOf(memory, others()));
  let prepared: BackwardPass | null = null;
  let joined: readonly InOne[] | null = null;
  let followed: readonly ((() => void) | null)[] | null = null;
  // What never trains costs nothing.
  const pass = (): BackwardPass => (prepared ??= backwardPass(plan, instructions, firsts, begun, backend));
  const all = (): readonly InOne[] => (joined ??= inOne(plan, instructions, canWait, pass().calls, backend));
  const turnOf = ({ pass: which, run, describe }: Instruction, at: number): (() => void) | null => {
    if (canWait[at] === 1) return null;
    if (at === begins) return clear;
    return which === "backward" && describe !== undefined ? later(() => pass().turns.get(at) ?? run) : run;
  };
  const turns = instructions.map(turnOf);
  return {
    canWait,
    turns,
    get followed() {
      return (followed ??= withJoined(turns, all()));
    },
    get skipped() {
      return all().flatMap(({ cursors }) => cursors.slice(0, -1));
    },
    get left() {
      return pass().left;
    },
    begins,
    failedAt(cursor) {
      if (cursor <= begins) return;
      for (const [at, storages] of firsts) {
        if (at > cursor) for (const { data } of storages) data.fill(0);
      }
    },
  };
}

/** The turns, with what is done in one done in the last one's. */
function withJoined(turns: Unwatched["turns"], joined: readonly InOne[]): Unwatched["turns"] {
  const changed = [...turns];
  for (const { cursors, run } of joined) {
    for (const cursor of cursors) changed[cursor] = null;
    changed[cursors.at(-1)!] = run;
  }
  return changed;
}

/** Holds what of the backward pass runs in its turn, where that is not the whole, and what waits. */
interface BackwardPass {
  readonly calls: BackwardCalls;
  readonly turns: ReadonlyMap<number, () => void>;
  readonly left: readonly ((() => void) | null)[];
}

/** Returns the instructions that are the first to touch gradients, and those gradients, where they only add to them. */
function firstWriters(plan: Plan, instructions: readonly Instruction[]): Map<number, ReadonlySet<Storage>> {
  const grads = passGrads(plan);
  const accumulated = plan.accumulated.flatMap(({ grad, part, before, kept }) => [grad, part, before, kept]);
  const sides = plan.sidePasses.flatMap(({ branches }) => branches.flatMap((branch) => [...branch.grads.values()]));
  const touched = new Set(accumulated.map(({ storage }) => storage));
  const firsts = new Map<number, ReadonlySet<Storage>>();
  for (const [at, { pass, applied, describe, every, results, beginsBackward }] of instructions.entries()) {
    if (pass !== "backward") continue;
    const dy = applied === undefined ? undefined : grads.get(applied.output);
    if (dy !== undefined) touched.add(dy.storage);
    const written = new Set(results.map(({ storage }) => storage).filter((storage) => !touched.has(storage)));
    if (describe !== undefined && every === undefined && written.size > 0) firsts.set(at, written);
    const isSide = applied === undefined && beginsBackward !== true;
    for (const { storage } of isSide ? [...results, ...sides] : results) touched.add(storage);
  }
  return firsts;
}

/** Goes through what the backward pass asks for, and prepares what of it runs in its turn and what waits. */
function backwardPass(
  plan: Plan,
  instructions: readonly Instruction[],
  firsts: ReadonlyMap<number, ReadonlySet<Storage>>,
  begun: ReadonlySet<Storage>,
  backend: Backend,
): BackwardPass {
  const recorder = new Recorder(backend);
  const calls = instructions.map(({ pass, describe }) =>
    pass === "backward" && describe !== undefined ? recorder.record(describe) : null,
  );
  const handedOn = passedOn(calls, begun, keptApart(plan, instructions, calls));
  const origins = new Map<Storage, Storage>();
  for (const { from, to } of handedOn) origins.set(to, origins.get(from) ?? from);
  const copies = new Map(handedOn.map(({ call, to }) => [call, to]));
  const turns = new Map<number, () => void>();
  const left = calls.map((all, at) => {
    if (all === null) return null;
    const waits = all.filter((call) => copies.has(call));
    const first = new Set(
      [...(firsts.get(at) ?? [])].filter((storage) => !waits.some((call) => copies.get(call) === storage)),
    );
    const inTurn = all.filter((call) => !copies.has(call)).map((call) => substituted(call, origins));
    if (first.size > 0 || inTurn.some((call) => !all.includes(call)) || waits.length > 0)
      turns.set(at, writingFirst(inTurn, first, backend));
    return waits.length === 0
      ? null
      : writingFirst(
          waits.map((call) => onlyRead(call, origins)),
          new Set(waits.map((call) => copies.get(call)!)),
          backend,
        );
  });
  return { calls, turns, left };
}

/** The call, reading other storages in the place of some. */
function onlyRead(call: Call, storages: ReadonlyMap<Storage, Storage>): Call {
  const written = tensorsOf(call).at(-1)!.storage;
  return substituted(call, new Map([...storages].filter(([storage]) => storage !== written)));
}

/** The gradients that are looked at by more than the calls of the pass. */
function keptApart(plan: Plan, instructions: readonly Instruction[], calls: BackwardCalls): Set<Storage> {
  const grads = passGrads(plan);
  const apart = new Set(plan.parameters.flatMap(({ tensor }) => grads.get(tensor)?.storage ?? []));
  for (const { branches } of plan.sidePasses)
    for (const branch of branches) for (const { storage } of branch.grads.values()) apart.add(storage);
  for (const [at, { pass, applied, results }] of instructions.entries()) {
    if (pass !== "backward" || calls[at]?.every(({ kernel }) => kernel !== null) === true) continue;
    // What is not known to be kernels may do anything with what it is about.
    const dy = applied === undefined ? undefined : grads.get(applied.output);
    for (const { storage } of dy === undefined ? results : [...results, dy]) apart.add(storage);
  }
  return apart;
}

/** Returns what does calls of which some are the first to touch these storages, which have not been cleared. */
function writingFirst(calls: readonly Call[], storages: ReadonlySet<Storage>, backend: Backend): () => void {
  const left = new Set(storages);
  const steps: (() => void)[] = [];
  /** Of each storage, the step that touches it first. */
  const firsts: { readonly storage: Storage; readonly step: number }[] = [];
  const touch = (storage: Storage): void => {
    firsts.push({ storage, step: steps.length });
    left.delete(storage);
  };
  const clear = (cleared: readonly Storage[]): void => {
    for (const storage of cleared) {
      touch(storage);
      steps.push(backend.prepare("fill", wholeOf(storage), 0));
    }
  };
  for (const call of calls) {
    const tensors = tensorsOf(call);
    const first = tensors.filter(({ storage }) => left.has(storage));
    const only = first.length === 1 && first[0] === tensors.at(-1) ? first[0]! : null;
    const begun = only !== null && isWhole(only) ? fromZero(backend, call) : null;
    if (only !== null && begun !== null) {
      touch(only.storage);
      steps.push(begun);
    } else {
      // What other work touches is not known.
      clear(call.kernel === null ? [...left] : [...new Set(first.map(({ storage }) => storage))]);
      steps.push(prepared(backend, call));
    }
  }
  clear([...left]);
  return () => {
    let at = 0;
    try {
      for (; at < steps.length; at++) steps[at]!();
    } catch (error) {
      for (const { storage, step } of firsts) if (step >= at) storage.data.fill(0);
      throw error;
    }
  };
}

function fromZero(backend: Backend, call: Call): (() => void) | null {
  if (call.kernel === null) return null;
  return backend.prepareFromZero?.(call.kernel, ...(call.operands as Operands<KernelName>)) ?? null;
}

/** Returns the same, prepared when it first runs: what never runs costs nothing. */
function later(prepare: () => () => void): () => void {
  let run: (() => void) | null = null;
  return () => {
    run ??= prepare();
    run();
  };
}
