import { DiagnosticError, formatDiagnostic } from "../../base/diagnostic.ts";
import { newId, type Renamed } from "../../graph/renamed.ts";
import type { Program } from "../../program/run/program.ts";
import type { TensorIndex } from "../../program/tensors/tensorIndex.ts";
import type { Breakpoint } from "../../protocol/breakpoint.ts";
import { renameInCondition } from "../../protocol/condition/renameInCondition.ts";
import type { Pass } from "../../protocol/instructionReport.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { compileCondition, type Condition } from "../condition/compileCondition.ts";
import { tensorScope } from "../condition/tensorScope.ts";
import type { Stops } from "./stops.ts";

/** Is what breakpoints need beside themselves. It is loaded with the first of them, as most sessions have none. */
export type Placing = typeof placing;

/** Puts breakpoints into programs. */
export const placing = { place, renameBreakpoint };

/** Returns a breakpoint as it is called after a renaming. `tensors`: what its condition's names meant. */
function renameBreakpoint(
  { node, condition, ...breakpoint }: Breakpoint,
  renamed: Renamed,
  tensors: TensorIndex | null,
): Breakpoint {
  const had = (of: string, name: string): boolean =>
    tensors !== null && (tensorScope(tensors, of).own(name) ?? null) !== null;
  return {
    ...breakpoint,
    node: node === null ? null : newId(renamed, node),
    condition: renameInCondition(condition, node, renamed, had),
  };
}

/** Puts a breakpoint into its places; gives a sentence when it has none. */
function place(breakpoint: Breakpoint, program: Program, stops: Stops): string | null {
  const { node } = breakpoint;
  const text = breakpoint.condition.trim();
  // A node with a fault computes nothing, so that there is nothing to stop at and nothing to name.
  const [broken] = (node === null ? undefined : program.plan.nodes.get(node))?.diagnostics ?? [];
  if (broken !== undefined) return formatDiagnostic(broken);
  try {
    const condition = text === "" ? null : compileCondition(text, tensorScope(program.tensors, node));
    if (node === null) placeOnGraph(breakpoint, condition, program, stops);
    else placeOnNode(breakpoint, node, condition, program, stops);
    return null;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const where = node === null ? "" : `node ${JSON.stringify(node)}: `;
    return text === "" ? `${where}${error.message}` : `${where}condition ${JSON.stringify(text)}: ${error.message}`;
  }
}

/** Where all that the condition names is known: after the loss, after the last pass that makes one of its tensors. */
function placeOnGraph({ id }: Breakpoint, condition: Condition | null, program: Program, stops: Stops): void {
  const { plan, instructions } = program;
  if (condition === null) throw DiagnosticError.of("expected a condition, such as loss < 2");
  const stop = { breakpoint: id, condition, where: null };
  const loss = plan.losses[0]?.tensor;
  const asksLoss = condition.names.includes("loss");
  if (asksLoss && loss === undefined) throw DiagnosticError.of("the graph has no loss");
  const made = new Set(condition.tensors.map(({ tensor }) => tensor));
  if (asksLoss && loss !== undefined) made.add(loss);
  // What an update makes is known from the next iteration's start on.
  const last = instructions.findLastIndex(
    ({ pass, results }) => pass !== "update" && results.some((result) => made.has(result)),
  );
  if (last < 0) stops.before(0, stop);
  else stops.after(last, stop);
}

function placeOnNode(
  { id, pass }: Breakpoint,
  node: string,
  condition: Condition | null,
  program: Program,
  stops: Stops,
): void {
  const named = condition?.tensors ?? [];
  const gradient = condition?.names.find((name) => condition.gradients.has(name));
  if (pass === "forward" && gradient !== undefined) {
    throw DiagnosticError.of(`${gradient} is known from the backward pass on, the breakpoint is in the forward pass`);
  }
  let placed = false;
  for (const of of pass === "all" ? (["forward", "backward", "update"] as const) : [pass]) {
    if (of === "forward" && gradient !== undefined) continue;
    const { first, last } = indicesOf(node, of, program);
    if (first < 0) continue;
    placed = true;
    const name = JSON.stringify(node);
    if (of !== "update" && makes(program, node, of, named)) {
      stops.after(last, { breakpoint: id, condition, where: { node, text: `after the ${of} pass of ${name}` } });
    } else {
      // The loss's own gradient is set by the instruction that clears the others.
      const cleared = gradient !== undefined && program.instructions[first]?.beginsBackward === true;
      const where = { node, text: `before the ${of === "update" ? "update" : `${of} pass`} of ${name}` };
      stops.before(cleared ? first + 1 : first, { breakpoint: id, condition, where });
    }
  }
  if (!placed) {
    throw DiagnosticError.of(`it has no ${pass === "all" ? "step" : `${pass} step`} to stop at`);
  }
}

/** Whether a node's instructions in this pass make a tensor that is named, so that it is known after them only. */
function makes(
  { instructions }: Program,
  node: string,
  pass: Pass,
  named: readonly { readonly tensor: Tensor }[],
): boolean {
  const own = instructions.filter((instruction) => instruction.pass === pass && instruction.node === node);
  // A loss's own gradient is set by what clears the others, and not by its backward pass.
  const results = own
    .filter(({ beginsBackward }) => beginsBackward !== true)
    .flatMap((instruction) => instruction.results);
  return named.some(({ tensor }) => results.includes(tensor));
}

/** The first and the last instruction of a node in a pass; -1 when there is none. */
function indicesOf(node: string, pass: Pass, { plan, instructions }: Program): { first: number; last: number } {
  const own = new Set(plan.parameters.filter((parameter) => parameter.node === node).map(({ tensor }) => tensor));
  const belongs = (at: (typeof instructions)[number]): boolean =>
    at.pass === pass && (at.node === node || (pass === "update" && at.results.some((tensor) => own.has(tensor))));
  return { first: instructions.findIndex(belongs), last: instructions.findLastIndex(belongs) };
}
