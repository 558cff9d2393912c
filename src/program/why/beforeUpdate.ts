import { offsetInStorage } from "../../base/stridedLayout.ts";
import { evaluateTree } from "../../expression/evaluateTree.ts";
import type { ExpressionTree } from "../../expression/expressionTree.ts";
import { parseExpression } from "../../expression/parseExpression.ts";
import { formulaOf } from "../../ops/why/formula.ts";
import { literal, type Term } from "../../ops/contract/term.ts";
import { elementsOf } from "../../tensor/elementsOf.ts";
import { tensorOf, type Tensor } from "../../tensor/tensor.ts";
import type { Optimizer, Parameter, Plan } from "../plan/plan.ts";
import type { UpdateRule } from "../../nodes/contract/updateRule.ts";
import type { Program } from "../run/program.ts";
import { isBefore, type Position } from "../../protocol/position.ts";

/**
 * Describes the last update of a parameter: what moved it, in which iteration, and whether the gradient that did is
 * still there.
 */
export interface LastUpdate {
  readonly optimizer: Optimizer;
  /** The rule that it was made by: the optimiser's, or its own of before an edit. Null where that is not to be known. */
  readonly rule: UpdateRule | null;
  readonly parameter: Parameter;
  readonly iteration: number;
  readonly hasGradient: boolean;
}

/** Returns the last update of a parameter; null when it was not updated yet. */
export function lastUpdate(program: Program, position: Position, tensor: Tensor): LastUpdate | null {
  return lastUpdates(program, position, tensor).at(-1) ?? null;
}

/**
 * Lists the updates of a parameter by its optimisers in the last iteration in which it was updated. They are in their
 * order. The iteration is this one as far as it has come, or the one before. None when it was not updated yet.
 */
export function lastUpdates(
  { plan, instructions, earlier }: Program,
  { iteration, cursor }: Position,
  tensor: Tensor,
): readonly LastUpdate[] {
  const ruleOf = ({ node, rule }: Optimizer, at: Position): UpdateRule | null => {
    if (earlier == null || !isBefore(at, earlier.until)) return rule;
    const former = earlier.rules.get(node) ?? null;
    // What another kind of rule remembered is gone.
    return former !== null && String(memoriesOf(former)) === String(memoriesOf(rule)) ? former : null;
  };
  const updates = plan.optimizers.flatMap((optimizer) => {
    const parameter = optimizer.parameters.find((candidate) => candidate.tensor === tensor);
    const at = instructions.findIndex(
      ({ pass, node, results }) => pass === "update" && node === optimizer.node && results[0] === tensor,
    );
    return parameter === undefined || at < 0 ? [] : [{ optimizer, parameter, at }];
  });
  const done = updates.filter(({ at }) => cursor > at);
  const made = (
    { optimizer, parameter, at }: (typeof updates)[number],
    of: number,
    hasGradient: boolean,
  ): LastUpdate => {
    const rule = ruleOf(optimizer, { iteration: of, cursor: at });
    return { optimizer, parameter, rule, iteration: of, hasGradient };
  };
  if (done.length > 0) return done.map((update) => made(update, iteration, true));
  if (iteration === 0) return [];
  const backward = instructions.findIndex(({ pass }) => pass === "backward");
  return updates.map((update) => made(update, iteration - 1, cursor <= backward));
}

function memoriesOf({ memory = {} }: UpdateRule): string[] {
  return Object.keys(memory);
}

/** An update whose rule is known. */
export type KnownUpdate = LastUpdate & { readonly rule: UpdateRule };

export function isKnown(update: LastUpdate): update is KnownUpdate {
  return update.rule !== null;
}

/**
 * Returns what the update subtracted from a cell, given what the cell held before it. `cell`: a tensor's cell as a
 * term.
 */
export function subtracted(
  plan: Plan,
  { optimizer: { memories }, rule, parameter, iteration }: KnownUpdate,
  index: readonly number[],
  before: Term,
  cell: (tensor: Tensor, index: readonly number[]) => Term,
): Term {
  const { formula, settings = {} } = rule.move;
  const terms: Record<string, Term> = {
    p: before,
    grad: cell(plan.grads.get(parameter.tensor)!, index),
    lr: literal(rule.rate(iteration), "lr"),
  };
  for (const [name, value] of Object.entries(settings)) terms[name] = literal(value, name);
  for (const [name, tensor] of Object.entries(memories.get(parameter) ?? {})) {
    terms[name] = cell(tensor, tensor.shape.length === 0 ? [] : index);
  }
  return formulaOf(parseExpression(formula).tree, terms);
}

/** Steps after which what was before is found: it depends on itself by a weight decay, which is small. */
const STEPS = 4;

/**
 * Returns a parameter as it was before an update, as near as float32 rounds. It is worked out backwards from what it
 * was after it and what was subtracted.
 */
export function beforeUpdate({ plan }: Program, update: KnownUpdate, after = update.parameter.tensor): Tensor {
  const { tensor } = update.parameter;
  const { rule } = update;
  const { memories } = update.optimizer;
  const tree = parseExpression(rule.move.formula).tree;
  const remembered = Object.entries(memories.get(update.parameter) ?? {}).map(
    ([name, memory]) => [name, elementsOf(memory)] as const,
  );
  const grad = elementsOf(plan.grads.get(tensor)!);
  const now = elementsOf(after);
  const scope: Record<string, number> = { ...rule.move.settings, lr: rule.rate(update.iteration) };
  const before = tensorOf(tensor.dtype, tensor.shape);
  for (const [i, value] of now.entries()) {
    for (const [name, memory] of remembered) scope[name] = memory[memory.length === 1 ? 0 : i]!;
    scope.grad = grad[i]!;
    before.storage.data[i] = solved(tree, value, scope);
  }
  return before;
}

/** Returns one cell of it, without looking at the others. */
export function cellBeforeUpdate({ plan }: Program, update: KnownUpdate, index: readonly number[]): number {
  const { tensor } = update.parameter;
  const { rule } = update;
  const { memories } = update.optimizer;
  const numberIn = (of: Tensor): number =>
    of.storage.data[offsetInStorage(of, of.shape.length === tensor.shape.length ? index : [])]!;
  const scope: Record<string, number> = { ...rule.move.settings, lr: rule.rate(update.iteration) };
  for (const [name, memory] of Object.entries(memories.get(update.parameter) ?? {})) scope[name] = numberIn(memory);
  scope["grad"] = numberIn(plan.grads.get(tensor)!);
  return Math.fround(solved(parseExpression(rule.move.formula).tree, numberIn(tensor), scope));
}

/** What the rule took to `after`. `scope`, in which `p` is set, has all else that the rule's formula names. */
function solved(tree: ExpressionTree, after: number, scope: Record<string, number>): number {
  scope["p"] = after;
  for (let step = 0; step < STEPS; step++) scope["p"] = after + evaluateTree(tree, scope);
  return scope["p"];
}
