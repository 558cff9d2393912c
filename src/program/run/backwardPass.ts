import type { Backend } from "../../tensor/backend/backend.ts";
import { Recorder, tensorsOf, type Call } from "../../tensor/backend/recorder.ts";
import type { Storage } from "../../tensor/storage.ts";
import { passGrads } from "../plan/accumulatedGrads.ts";
import type { Plan } from "../plan/plan.ts";
import type { Instruction } from "./instruction.ts";
import { passedOn, substituted } from "./passedOn.ts";
import type { BackwardCalls } from "./touchesIn.ts";
import { unkeptGradients, type UnkeptGradient } from "./unkeptGradients.ts";
import { writingFirst } from "./writingFirst.ts";

/** Holds what of the backward pass runs in its turn, where that is not the whole, and what waits. */
export interface BackwardPass {
  readonly calls: BackwardCalls;
  /** The calls that do not wait, and the gradients that they are the first to touch. */
  readonly inTurn: BackwardCalls;
  readonly firsts: ReadonlyMap<number, ReadonlySet<Storage>>;
  readonly unkept: readonly UnkeptGradient[];
  readonly turns: ReadonlyMap<number, () => void>;
  readonly left: readonly ((() => void) | null)[];
}

/** Returns the instructions that are the first to touch gradients, and those gradients, where they only add to them. */
export function firstWriters(plan: Plan, instructions: readonly Instruction[]): Map<number, ReadonlySet<Storage>> {
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
export function backwardPass(
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
  const apart = touchedOtherwise(plan, instructions, calls);
  const read = plan.parameters.flatMap(({ tensor }) => passGrads(plan).get(tensor)?.storage ?? []);
  const handedOn = passedOn(calls, begun, new Set([...apart, ...read]));
  const origins = new Map<Storage, Storage>();
  for (const { from, to } of handedOn) origins.set(to, origins.get(from) ?? from);
  const copies = new Map(handedOn.map(({ call, to }) => [call, to]));
  const turns = new Map<number, () => void>();
  const firstsInTurn = new Map<number, ReadonlySet<Storage>>();
  const inTurn = calls.map((all, at) => {
    if (all === null) return null;
    const own = all.filter((call) => !copies.has(call)).map((call) => substituted(call, origins));
    const waiting = new Set(all.map((call) => copies.get(call)));
    const first = new Set([...(firsts.get(at) ?? [])].filter((storage) => !waiting.has(storage)));
    firstsInTurn.set(at, first);
    if (first.size > 0 || own.length < all.length || own.some((call) => !all.includes(call)))
      turns.set(at, writingFirst(own, first, backend));
    return own;
  });
  const left = calls.map((all) => {
    const waits = all?.filter((call) => copies.has(call)) ?? [];
    return waits.length === 0
      ? null
      : writingFirst(
          waits.map((call) => onlyRead(call, origins)),
          new Set(waits.map((call) => copies.get(call)!)),
          backend,
        );
  });
  const unkept = unkeptGradients(
    { plan, instructions, backward: inTurn, firsts: firstsInTurn, apart },
    backend,
    (call, gradient) => writingFirst([call], new Set([gradient]), backend),
  );
  return { calls, inTurn, firsts: firstsInTurn, unkept, turns, left };
}

/** The call, reading other storages in the place of some. */
function onlyRead(call: Call, storages: ReadonlyMap<Storage, Storage>): Call {
  const written = tensorsOf(call).at(-1)!.storage;
  return substituted(call, new Map([...storages].filter(([storage]) => storage !== written)));
}

/** The gradients that may be touched within the pass by more than its calls. */
function touchedOtherwise(plan: Plan, instructions: readonly Instruction[], calls: BackwardCalls): Set<Storage> {
  const grads = passGrads(plan);
  const apart = new Set<Storage>();
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
