import type { Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import type { Storage } from "../../tensor/storage.ts";
import { birthOfOutput, birthOfParameter, isSet } from "./birth.ts";
import { firstNotFinite } from "./firstNotFinite.ts";
import type { Birth, LossBirth, NotFiniteReport } from "../../protocol/notFiniteReport.ts";

/** Holds what is known of the numbers beside the program's tensors. */
export interface Standing {
  /** The nodes that have numbers. */
  readonly valued: ReadonlySet<string>;
  /** The nodes whose gradients there are. */
  readonly graded: ReadonlySet<string>;
  /** The iteration of the last update, whole or in part; null before any. */
  readonly updated: number | null;
  /** Where that was born which made the loss nan or infinite; null while it is finite. */
  readonly birth: LossBirth | null;
}

/**
 * Finds where the first number that is nan or infinite was born; null when all are finite. It also finds the nodes that
 * have such numbers from there by now. Once a loss is not finite, that is what was noted then. Otherwise it is looked for in the
 * order in which the program runs; a parameter comes first, as everything downstream has it from there.
 */
export function findNotFinite(program: Program, { valued, graded, updated, birth }: Standing): NotFiniteReport | null {
  const { plan } = program;
  const finite = new Map<Storage, boolean>();
  const births: { node: string; report: () => Birth }[] = [];
  for (const parameter of plan.parameters) {
    const index = firstNotFinite(parameter.tensor, finite);
    if (index === null) continue;
    const { node } = parameter;
    const after = updated !== null && graded.has(node);
    births.push({ node, report: () => birthOfParameter(program, parameter, index, after) });
  }
  for (const applied of plan.applied) {
    if (!valued.has(applied.node) || isSet(applied)) continue;
    const index = firstNotFinite(applied.output, finite);
    if (index !== null) births.push({ node: applied.node, report: () => birthOfOutput(applied, index) });
  }
  const [first] = births;
  if (first === undefined) return null;
  const noted = birth !== null && plan.nodes.has(birth.node) ? birth : null;
  const found = noted ?? describe(first.report(), updated);
  // An update brings it into parameters, whose gradients had it.
  const ruined = plan.parameters.filter(({ tensor }) => firstNotFinite(tensor, finite) !== null);
  const reached = downstream(plan, new Set([found.node, ...ruined.map(({ node }) => node)]));
  const spread = new Set(births.map(({ node }) => node).filter((node) => reached.has(node)));
  spread.delete(found.node);
  return { ...found, reachesLoss: noted !== null, spread: [...spread] };
}

/** Returns some nodes, and those whose numbers are made of theirs: another overflow beside them is none of these. */
function downstream({ parameters, applied }: Plan, from: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set(from);
  const made = new Set(parameters.filter(({ node }) => from.has(node)).map(({ tensor }) => tensor));
  for (const { node, inputs, output } of applied) {
    if (!from.has(node) && !Object.values(inputs).some((input) => made.has(input))) continue;
    reached.add(node);
    made.add(output);
  }
  return reached;
}

/** Of a number of the forward pass that no loss has only this is known: that it is there. */
function describe(birth: Birth, updated: number | null): LossBirth {
  return { ...birth, iteration: birth.pass === "backward" || birth.pass === "update" ? updated : null };
}
