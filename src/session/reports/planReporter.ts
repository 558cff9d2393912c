import { sameData } from "../../base/sameData.ts";
import { sameItems } from "../../base/sameItems.ts";
import type { NodePart, Plan } from "../../program/plan/plan.ts";
import type { Instruction } from "../../program/run/instruction.ts";
import type { Program } from "../../program/run/program.ts";
import { namedTensors, TensorIndex } from "../../program/tensors/tensorIndex.ts";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { PlanChanges, Splice } from "../../protocol/plan/planChanges.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { changedNodes } from "./changedNodes.ts";
import { reportInstruction, reportNodes, reportWhole } from "./reportPlan.ts";

/** Reports plans that follow one that was reported whole: what changed from each to the next. */
export class PlanReporter {
  #plan: Plan;
  #instructions: readonly Instruction[];
  readonly #nodes: Map<string, NodeReport>;
  /** What tensors are called. A name stays as long as the tensor does, in whatever plans. */
  readonly #names = new WeakMap<Tensor, TensorRef>();

  constructor(plan: Plan, instructions: readonly Instruction[], { nodes }: PlanReport) {
    this.#plan = plan;
    this.#instructions = instructions;
    this.#nodes = new Map(Object.entries(nodes));
    this.#addNames(plan, plan.parts.values());
  }

  /** Reports what a plan says beside the one before. */
  changes(plan: Plan, program: Program | null): PlanChanges {
    const [before, old, told] = [this.#plan, this.#instructions, this.#nodes];
    const tensors = program?.tensors ?? new TensorIndex(plan);
    const candidates = changedNodes(before, plan);
    this.#addNames(
      plan,
      candidates.flatMap((id) => plan.parts.get(id) ?? []),
    );
    const nodes: Record<string, NodeReport> = {};
    for (const [id, report] of Object.entries(reportNodes(tensors, candidates))) {
      if (sameData(told.get(id), report)) continue;
      told.set(id, report);
      nodes[id] = report;
    }
    const gone = [...told.keys()].filter((id) => !plan.nodes.has(id));
    for (const id of gone) told.delete(id);
    const instructions = program?.instructions ?? [];
    this.#plan = plan;
    this.#instructions = instructions;
    return { ...reportWhole(plan), nodes, gone, instructions: this.#splices(plan, old, instructions) };
  }

  /** What stands, pass by pass, between the instructions that both lists begin and end with. */
  #splices(plan: Plan, old: readonly Instruction[], now: readonly Instruction[]): Splice[] {
    const nameOf = this.#nameIn(plan);
    const [ends, others] = [passEnds(now), passEnds(old)];
    return ends.flatMap((end, pass): Splice[] => {
      const start = ends[pass - 1] ?? 0;
      const [formerly, before] = [others[pass - 1] ?? 0, others[pass]!];
      const least = Math.min(before - formerly, end - start);
      let ahead = 0;
      while (ahead < least && isAlike(old[formerly + ahead]!, now[start + ahead]!)) ahead++;
      let behind = 0;
      while (behind < least - ahead && isAlike(old[before - 1 - behind]!, now[end - 1 - behind]!)) behind++;
      const added = now.slice(start + ahead, end - behind).map((instruction) => reportInstruction(instruction, nameOf));
      const at = formerly + ahead;
      const removed = before - behind - at;
      return removed === 0 && added.length === 0 ? [] : [{ at, removed, added }];
    });
  }

  /** Notes what the tensors of new parts are called; of those that are known the name that they have is left. */
  #addNames(plan: Plan, parts: Iterable<NodePart>): void {
    const some = [...parts];
    const { buffers, accumulated, grads } = plan;
    const { names } = namedTensors({
      nodes: new Map(some.map(({ planned }) => [planned.id, planned])),
      parameters: some.flatMap(({ parameters }) => parameters),
      applied: some.flatMap(({ applied }) => applied),
      draws: some.flatMap(({ draws }) => draws),
      buffers,
      accumulated,
      grads,
    });
    for (const [tensor, name] of names) {
      if (name.side === "value" && !this.#names.has(tensor)) this.#names.set(tensor, name);
    }
  }

  /** Says what a plan's tensors and gradients are called. */
  #nameIn({ grads }: Plan): (tensor: Tensor) => TensorRef | undefined {
    let owners: Map<Tensor, Tensor> | null = null;
    return (tensor) => {
      const name = this.#names.get(tensor);
      if (name !== undefined) return name;
      owners ??= new Map(Array.from(grads, ([value, grad]) => [grad, value]));
      const value = owners.get(tensor);
      const named = value === undefined ? undefined : this.#names.get(value);
      return named === undefined ? undefined : { ...named, side: "grad" };
    };
  }
}

const PASSES = ["forward", "backward", "update"] as const;

/** Where each pass ends. */
function passEnds(instructions: readonly Instruction[]): number[] {
  let at = 0;
  return PASSES.map((pass) => {
    while (instructions[at]?.pass === pass) at++;
    return at;
  });
}

/** Says whether what is to be said of two instructions is the same. */
function isAlike(a: Instruction, b: Instruction): boolean {
  return (
    a.node === b.node &&
    a.pass === b.pass &&
    a.op === b.op &&
    a.detail === b.detail &&
    a.hint === b.hint &&
    sameItems(a.every ?? [], b.every ?? []) &&
    sameItems(a.results, b.results)
  );
}
