import { DiagnosticError, formatDiagnostic } from "../../base/diagnostic.ts";
import type { Program } from "../../program/run/program.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { compileCondition, type Condition } from "../condition/compileCondition.ts";
import { renameInCondition } from "../../protocol/condition/renameInCondition.ts";
import { tensorScope } from "../condition/tensorScope.ts";
import { Stops } from "./stops.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { Breakpoint, BreakpointReport } from "../../protocol/breakpoint.ts";
import type { Pass } from "../../protocol/instructionReport.ts";
import type { TensorIndex } from "../../program/tensors/tensorIndex.ts";

/** Holds the breakpoints of a session, and what they come to in its program. */
export class Breakpoints {
  #list: readonly Breakpoint[] = [];
  #notFinite = false;
  #reports: readonly BreakpointReport[] = [];
  #stops: Stops | null = null;
  /** The last one that could run, for what the names in conditions meant. */
  #tensors: TensorIndex | null = null;

  get reports(): readonly BreakpointReport[] {
    return this.#reports;
  }

  /** Null when nothing stops a run. */
  get stops(): Stops | null {
    return this.#stops;
  }

  /** Replaces all of them. `notFinite`: also stop at the first number that is nan or infinite. */
  set(list: readonly Breakpoint[], notFinite: boolean, program: Program | null): void {
    this.#list = list;
    this.#notFinite = notFinite;
    this.install(program, {});
  }

  /** Goes over to another program. A node that it has no more may come back: its breakpoints wait. */
  install(program: Program | null, renamed: Renamed): void {
    const had = (node: string, name: string): boolean =>
      this.#tensors !== null && (tensorScope(this.#tensors, node).own(name) ?? null) !== null;
    this.#list = this.#list.map(({ node, condition, ...breakpoint }) => ({
      ...breakpoint,
      node: node === null ? null : newId(renamed, node),
      condition: renameInCondition(condition, node, renamed, had),
    }));
    this.#tensors = program?.tensors ?? this.#tensors;
    const stops = new Stops(program, this.#notFinite);
    const nowhere = new Stops(program, false);
    this.#reports = this.#list.map((breakpoint) => {
      if (program === null) return { id: breakpoint.id, fault: "there is no program to stop" };
      return { id: breakpoint.id, fault: place(breakpoint, program, breakpoint.enabled ? stops : nowhere) };
    });
    this.#stops = program === null || stops.empty ? null : stops;
  }
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
