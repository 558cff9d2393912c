import { isBefore, type Position } from "../../protocol/position.ts";
import { newId, type Renamed } from "../../graph/renamed.ts";
import type { UpdateRule } from "../../nodes/contract/updateRule.ts";
import type { Plan } from "../plan/plan.ts";
import type { Instruction } from "./instruction.ts";

/** Holds the rules by which parameters were updated before the program that they are in was there, by optimiser. */
export interface EarlierRules {
  /** Updates before this were made by them; those from here on by the program's own. */
  readonly until: Position;
  readonly rules: ReadonlyMap<string, UpdateRule>;
}

/** Is the program before, as far as its rules go. */
interface ProgramBefore {
  readonly plan: Plan;
  readonly instructions: readonly Instruction[];
  readonly earlier?: EarlierRules | null;
}

/** Returns what a program that follows another, at a position, is to know of its rules: an edit may have changed them. */
export function earlierRules(
  { plan, instructions, earlier }: ProgramBefore,
  until: Position,
  renamed: Renamed,
): EarlierRules {
  const rules = new Map([...(earlier?.rules ?? [])].map(([node, rule]) => [newId(renamed, node), rule]));
  for (const { node, rule } of plan.optimizers) {
    const first = instructions.findIndex((one) => one.pass === "update" && one.node === node);
    const last = until.cursor > first ? until.iteration : until.iteration - 1;
    const hasUpdated = earlier == null || !isBefore({ iteration: last, cursor: first }, earlier.until);
    if (hasUpdated || !rules.has(newId(renamed, node))) rules.set(newId(renamed, node), rule);
  }
  return { until, rules };
}
