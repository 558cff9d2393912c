import { pythonString } from "../base/pythonLiteral.ts";
import { CHECKED_ITERATIONS, type Exported } from "../protocol/exported.ts";
import type { Plan } from "../program/plan/plan.ts";
import { outputTensors } from "../program/tensors/outputTensors.ts";
import type { GraphNames } from "./graphNames.ts";
import { lossCode, ownLine } from "./ownLine.ts";
import type { ScriptLine } from "../protocol/script/script.ts";

/** Describes a loss that a script prints. */
export interface WrittenLoss {
  readonly node: string;
  readonly variable: string;
  /** The dictionary of its first losses, by iteration. */
  readonly expected: string;
  /** What is printed beside it; none of the most important one. */
  readonly label: string | null;
  /** Whether it is only measured. */
  readonly every: readonly number[] | null;
}

/** Returns the losses of a graph that are outputs of nodes, the most important first. */
export function lossesOf(plan: Plan, names: GraphNames): readonly WrittenLoss[] {
  return plan.losses.flatMap(({ node, tensor, every }, at): WrittenLoss[] => {
    const output = outputTensors(plan.nodes.get(node)?.outputs ?? {}).find((made) => made.tensor === tensor);
    if (output === undefined || output.port.includes("[")) return [];
    const variable = names.of({ node, port: output.port });
    const expected = at === 0 ? "expected" : names.local(node, `expected_${variable}`);
    return [{ node, variable, expected, label: at === 0 ? null : node, every }];
  });
}

/** Returns the first losses of the seed's own run, and the function that holds PyTorch's against them. */
export function checkingLines(losses: readonly WrittenLoss[], exported: Exported | null): readonly ScriptLine[] {
  if (losses.length === 0 || exported === null) return [];
  const known = losses.map(({ node, expected, every }) => {
    // What is only measured sees the running statistics, which no other loss is held to: one rounding of a gradient that is
    // 0 but for it moves them under Adam.
    const checked = every === null ? CHECKED_ITERATIONS : 1;
    const points = exported.seedLosses.find((one) => one.node === node)?.points ?? [];
    const entries = points
      .filter(({ iteration }) => iteration < checked)
      .map(({ iteration, loss }) => `${iteration}: ${lossCode(loss)}`);
    return ownLine("report", `${expected} = {${entries.join(", ")}}`);
  });
  return [
    ...known,
    ownLine("report", "seen = {}"),
    ownLine("report", ""),
    ownLine("report", "def check(iteration, loss, expected, *label):"),
    ownLine("report", "print(iteration, loss, *label)", 1),
    ownLine("report", "if not label:", 1),
    ownLine("report", "seen[iteration] = loss", 2),
    ownLine("report", "seed = expected.get(iteration, loss)", 1),
    ownLine(
      "report",
      "same = loss == seed or (loss != loss and seed != seed) or abs(loss - seed) <= 1e-4 * max(abs(seed), 0.01)",
      1,
    ),
    ownLine("report", 'assert same, f"iteration {iteration}: the loss is {loss}, and was {seed}"', 1),
  ];
}

/** Returns what prints a loss and, where the seed's own are known, holds it against that. */
export function checkLine(
  { variable, expected, label }: WrittenLoss,
  iteration: string,
  indent: number,
  isKnown: boolean,
): ScriptLine {
  const beside = label === null ? "" : `, ${pythonString(label)}`;
  const value = `${iteration}, ${variable}.item()`;
  return ownLine("report", isKnown ? `check(${value}, ${expected}${beside})` : `print(${value}${beside})`, indent);
}

/**
 * Returns what compares the last loss that was shown with PyTorch's, in words only: from some point on a rounding grows.
 *
 * @param goesOn whether a run may begin behind it.
 */
export function lastLossLines(
  [loss]: readonly WrittenLoss[],
  exported: Exported | null,
  iterations: number,
  goesOn: boolean,
): readonly ScriptLine[] {
  const shown = exported === null ? null : shownIn(exported);
  if (loss === undefined || shown === null || shown.iteration >= iterations) return [];
  const { iteration } = shown;
  const own = [
    ownLine("report", `shown, here = ${lossCode(shown.loss)}, seen[${iteration}]`),
    ownLine(
      "report",
      "same = here == shown or (here != here and shown != shown) or abs(here - shown) <= 1e-4 * max(abs(shown), 0.01)",
    ),
    ownLine("report", 'verdict = "the same" if same else "apart: roundings have grown"'),
    ownLine(
      "report",
      `print(f"Iteration ${iteration} was shown with the loss {shown}, and has {here} here, {verdict}.")`,
    ),
  ];
  if (!goesOn) return own;
  // What went on from a checkpoint may not have been there.
  return [ownLine("report", `if ${iteration} in seen:`), ...own.map((line) => ({ ...line, indent: line.indent + 1 }))];
}

/** The last loss that was shown, where a run from the seed gives it. */
function shownIn({ lastShown, notFromSeedAlone }: Exported): Exported["lastShown"] {
  return notFromSeedAlone === null ? lastShown : null;
}
