import type { Plan } from "../program/plan/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { ModuleModel } from "./moduleModel.ts";
import type { GraphNames } from "./graphNames.ts";
import type { LineWriter } from "./lineWriter.ts";
import { checkLine, type WrittenLoss } from "./lossLines.ts";
import { ownLine, type WrittenNode } from "./ownLine.ts";
import { savingLines, sharedBy, sharedLines, type Launch } from "./launchLines.ts";
import { outputTensors } from "../program/tensors/outputTensors.ts";
import { upstreamNodes, wiresOf } from "./wires.ts";
import type { ScriptLine } from "../protocol/script/script.ts";

/** Holds what the passes are written of. */
export interface Training {
  readonly plan: Plan;
  readonly names: GraphNames;
  readonly written: readonly WrittenNode[];
  readonly lines: LineWriter;
  readonly losses: readonly WrittenLoss[];
  /** Whether the script holds its losses against those of the seed's own run. */
  readonly checks: boolean;
  /** What it has besides where torchrun may start it; null where nothing. */
  readonly launch: Launch | null;
  /** What of it is a module; null where nothing is. */
  readonly model: ModuleModel | null;
}

/** Returns the loop from an iteration on: the three passes, and what is printed. Without an optimiser there is one forward pass, and no loop. */
export function trainingLines(training: Training, first: number, iterations: number): readonly ScriptLine[] {
  const { plan, losses, checks: isKnown, launch, model } = training;
  const loop = plan.optimizers.length > 0;
  const indent = loop ? 1 : 0;
  const iteration = loop ? "iteration" : String(first);
  const from = launch === null ? String(first) : "start";
  const range = from === "0" ? "iterations" : `${from}, iterations`;
  const checks = losses
    .filter(({ every }) => every === null)
    .map((loss) => checkLine(loss, iteration, indent, isKnown));
  return [
    ...(loop
      ? [ownLine("forward", `iterations = ${iterations}`), ownLine("forward", `for iteration in range(${range}):`)]
      : []),
    ...(launch === null || model !== null ? [] : sharedLines(launch)),
    ...forwardLines(training, indent),
    ...measuredLines(training),
    ...checks,
    ...(loop ? [...backwardLines(training), ...updateLines(training)] : []),
    ...(launch === null ? [] : savingLines()),
  ];
}

/** The forward pass of what runs in every iteration; and what is drawn, also for what does not. */
function forwardLines(training: Training, indent: number): readonly ScriptLine[] {
  const { plan, written, model } = training;
  if (model !== null) return withModel(training, model, indent);
  return written.flatMap(({ node: { id }, code }) =>
    nodeLines(training, id, code.draws ?? [], plan.measured.has(id) ? [] : (code.forward ?? []), indent),
  );
}

/** What a node draws and computes: a process by itself, where it mixes examples and no loss depends on it. */
function nodeLines(
  { lines, launch }: Training,
  id: string,
  draws: readonly string[],
  forward: readonly string[],
  indent: number,
): readonly ScriptLine[] {
  const isAlone = launch !== null && sharedBy(launch)?.alone.has(id) === true;
  if (!isAlone) return lines.ofNode(id, "forward", [...draws, ...forward], indent);
  const own = lines.ofNode(id, "forward", forward, indent + 1);
  return [
    ...lines.ofNode(id, "forward", draws, indent),
    ...(own.length === 0 ? [] : [ownLine("forward", "if rank < 0:", indent), ...own]),
  ];
}

/** What a model takes comes before its call, also all that is drawn, in its order; and the rest after it. */
function withModel(training: Training, model: ModuleModel, indent: number): readonly ScriptLine[] {
  const { plan, written } = training;
  const wires = wiresOf(plan);
  const isAfter = (id: string): boolean => [...upstreamNodes([id], wires)].some((node) => model.members.has(node));
  const forward = (after: boolean): readonly ScriptLine[] =>
    written.flatMap(({ node: { id }, code }) => {
      const own = plan.measured.has(id) || isAfter(id) !== after ? [] : (code.forward ?? []);
      return nodeLines(training, id, after ? [] : (code.draws ?? []), own, indent);
    });
  return [...forward(false), ...(model.call === null ? [] : [{ ...model.call, indent }]), ...forward(true)];
}

/** What is only measured, in the iterations in which it is due: nodes in a row that are due together in one block. */
function measuredLines({ plan, written, lines, losses, checks }: Training): readonly ScriptLine[] {
  const out: ScriptLine[] = [];
  let open: string | null = null;
  for (const { node, code } of written) {
    const every = plan.measured.get(node.id);
    if (every === undefined) continue;
    const own = [
      ...lines.ofNode(node.id, "forward", code.forward, 3),
      ...losses
        .filter((loss) => loss.node === node.id && loss.every !== null)
        .map((loss) => checkLine(loss, "iteration", 3, checks)),
    ];
    if (own.length === 0) continue;
    const due = dueCode(every);
    if (due !== open) out.push(ownLine("forward", `if ${due}:`, 1), ownLine("forward", "with torch.no_grad():", 2));
    open = due;
    out.push(...own);
  }
  return out;
}

function dueCode(every: readonly number[]): string {
  return every.map((number) => `iteration % ${number} == 0`).join(" or ");
}

/** Gradients are cleared by those optimisers that do it, then one pass goes back from all losses. */
function backwardLines({ plan, names, written, lines }: Training): readonly ScriptLine[] {
  const variables = lossVariables(plan, names);
  const [first] = variables;
  const code = variables.length === 1 ? `${first!}.backward()` : `torch.autograd.backward([${variables.join(", ")}])`;
  // Two optimisers of the same parameters clear them once.
  const clearing = new Map(
    written.toReversed().map(({ node, code: own }) => [(own.backward ?? []).join("\n"), { node, own: own.backward }]),
  );
  return [
    ...[...clearing.values()].toReversed().flatMap(({ node, own }) => lines.ofNode(node.id, "backward", own, 1)),
    ownLine("backward", code, 1),
  ];
}

/** Returns the variables of what optimisers make smaller. */
export function lossVariables(plan: Plan, names: GraphNames): readonly string[] {
  return [...new Set(plan.optimizers.map(({ loss }) => loss))].map((loss) => variableOf(plan, names, loss));
}

function variableOf(plan: Plan, names: GraphNames, tensor: Tensor): string {
  for (const { id, outputs } of plan.nodes.values()) {
    const made = outputTensors(outputs).find((output) => output.tensor === tensor);
    if (made !== undefined) return names.of({ node: id, port: made.port });
  }
  throw new TypeError("a loss is no output");
}

/** Running statistics move first, then parameters, by one optimiser after another. */
function updateLines({ plan, written, lines }: Training): readonly ScriptLine[] {
  const optimizers = new Set(plan.optimizers.map(({ node }) => node));
  const of = (wanted: boolean): readonly ScriptLine[] =>
    written
      .filter(({ node }) => optimizers.has(node.id) === wanted)
      .flatMap(({ node, code }) => {
        const every = plan.measured.get(node.id);
        const own = lines.ofNode(node.id, "update", code.update, every === undefined ? 1 : 2);
        if (every === undefined || own.length === 0) return own;
        return [ownLine("update", `if ${dueCode(every)}:`, 1), ...own];
      });
  return [...of(false), ...of(true)];
}
