import { nodeTold } from "../../nodes/nodeTold.ts";
import type { Told } from "../../ops/contract/told.ts";
import { to } from "../../ops/to.ts";
import { opTold } from "../../ops/opTold.ts";
import { phrase, type ToldNames } from "../../ops/told/phrase.ts";
import { gradientNames, toldNames, type ToldUse } from "./toldNames.ts";
import { formatNumber } from "../../base/formatNumber.ts";
import { elements } from "../../base/stridedLayout.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";
import type { TensorIndex } from "../tensors/tensorIndex.ts";

/** What a tensor is called. */
export type LabelOf = (tensor: Tensor) => string;

/**
 * Returns labels for a short sentence. A number of the node's own is called by its digits, and what the node converted for
 * itself by the name of what that was. `told`: the ops that are told one by one; what they make keeps its own name.
 */
export function shortLabels(tensors: TensorIndex, label: LabelOf, told: readonly AppliedOp[]): LabelOf {
  const short: LabelOf = (tensor) => {
    const isBetween = tensors.nameOf(tensor)?.port.startsWith("#") === true;
    const maker = isBetween ? tensors.makerOf(tensor) : undefined;
    if (maker?.op.name === to.name && maker.output === tensor && !told.includes(maker))
      return short(maker.inputs["x"]!);
    const isOwn = isBetween && elements(tensor.shape) === 1;
    const constant = isOwn ? tensors.plan.constants.find((one) => one.tensor === tensor) : undefined;
    const value = constant?.values[0];
    if (value === undefined) return label(tensor);
    return Number.isInteger(value) ? String(value) : formatNumber(value);
  };
  return short;
}

/** Says what ops of one node do to make their result; `applied` are all of the node's, or one of them. */
export function forwardWords(plan: Plan, applied: readonly AppliedOp[], isWhole: boolean, label: LabelOf): string {
  const own = isWhole ? toldOf(plan, applied[0]!.node) : undefined;
  if (own?.forward !== undefined) return phrase(own.forward, namesOfAll(applied, label));
  // What comes before the last (a conversion, a copy) is in the name of what it made.
  const last = applied.at(-1)!;
  return phrase(opTold[last.op.name]!.forward, namesOf(last, label));
}

/** Says what one use of a tensor gives to its gradient. `all`: the node's ops, where the step is over all of them. */
export function backwardWords(
  plan: Plan,
  { applied, input }: { readonly applied: AppliedOp; readonly input: string },
  all: readonly AppliedOp[] | null,
  label: LabelOf,
): string {
  const own = all === null ? undefined : backwardText(toldOf(plan, applied.node), `${all.indexOf(applied)}.${input}`);
  if (all !== null && own !== undefined) return phrase(own, namesOfAll(all, label));
  const text = backwardText(opTold[applied.op.name], input);
  return text === undefined ? "" : phrase(text, gradientNames(useOf(applied, label), input));
}

/** Says what a number is that an op keeps for its backward pass, such as a log-probability; null where nothing is to be said. */
export function savedWords(plan: Plan, node: string, port: string): string | null {
  const [, at, saved] = /^#(\d+)\.(.+)$/u.exec(port) ?? [];
  const applied = plan.applied.filter((one) => one.node === node)[Number(at)];
  return (saved === undefined || applied === undefined ? undefined : opTold[applied.op.name]?.saved?.[saved]) ?? null;
}

/** Says how an optimiser moves its parameters. `numbers`: its rate and settings. */
export function updateWords(plan: Plan, node: string, numbers: ToldNames): string {
  return phrase(toldOf(plan, node)?.update ?? "", numbers);
}

/** Says how an op moves its running statistics. */
export function statisticsWords(applied: AppliedOp, label: LabelOf): string {
  return phrase(opTold[applied.op.name]?.update ?? "", namesOf(applied, label));
}

function toldOf(plan: Plan, node: string): Partial<Told> | undefined {
  return nodeTold[plan.nodes.get(node)?.nodeType?.type ?? ""];
}

function backwardText(told: Partial<Told> | undefined, input: string): string | undefined {
  const text = told?.backward;
  if (typeof text === "string" || text === undefined) return text;
  // The inputs of an op that takes any number of them are all alike.
  return text[input] ?? (/^\d+$/.test(input) ? text["0"] : undefined);
}

function namesOf(applied: AppliedOp, label: LabelOf): ToldNames {
  return toldNames(useOf(applied, label));
}

function useOf({ op, inputs, output, attributes }: AppliedOp, label: LabelOf): ToldUse {
  const told = (tensor: Tensor) => ({ label: label(tensor), shape: tensor.shape });
  const given = Object.entries<Tensor | undefined>(inputs).flatMap(([name, tensor]) =>
    tensor === undefined ? [] : [[name, told(tensor)] as const],
  );
  return { op, inputs: Object.fromEntries(given), y: told(output), attributes };
}

/** The names of each op behind its number, `0.a`; `y` is the last result, `ops` how many there are. */
function namesOfAll(applied: readonly AppliedOp[], label: LabelOf): ToldNames {
  const names: Record<string, ToldNames[string]> = { ops: applied.length };
  for (const [at, one] of applied.entries()) {
    for (const [name, value] of Object.entries(namesOf(one, label))) {
      names[`${at}.${name}`] = value;
      if (name === "y") names["y"] = value;
    }
  }
  return names;
}
