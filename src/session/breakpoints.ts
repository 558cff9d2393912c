import { DiagnosticError } from "../base/diagnostic.ts";
import type { Pass } from "../program/instruction.ts";
import type { Plan } from "../program/plan.ts";
import type { Program } from "../program/program.ts";
import { newId, type Renamed } from "../program/stale.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { compileCondition, type Condition } from "./condition.ts";
import type { Breakpoint, BreakpointReport } from "./protocol.ts";
import { Stops } from "./stops.ts";

/** The breakpoints of a session, and what they come to in its program. */
export class Breakpoints {
  #list: readonly Breakpoint[] = [];
  #notFinite = false;
  #reports: readonly BreakpointReport[] = [];
  #stops: Stops | null = null;

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
    this.#list = this.#list.map((breakpoint) =>
      breakpoint.node === null ? breakpoint : { ...breakpoint, node: newId(renamed, breakpoint.node) },
    );
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
  try {
    const condition = text === "" ? null : compileCondition(text, node === null ? {} : tensorsOf(node, program.plan));
    if (node === null) placeOnGraph(breakpoint, condition, program, stops);
    else placeOnNode(breakpoint, node, condition, program, stops);
    return null;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const where = node === null ? "" : `node ${JSON.stringify(node)}: `;
    return text === "" ? `${where}${error.message}` : `${where}condition ${JSON.stringify(text)}: ${error.message}`;
  }
}

/** What a condition at this node may name. */
function tensorsOf(node: string, { nodes, parameters, grads }: Plan): Readonly<Record<string, Tensor>> {
  const own = parameters.filter((parameter) => parameter.node === node);
  const output = Object.values(nodes.get(node)?.outputs ?? {}).find((value) => value.kind === "tensor");
  const out = output?.kind === "tensor" ? output.tensor : undefined;
  const grad = out === undefined ? undefined : grads.get(out);
  return {
    ...(out === undefined ? {} : { out }),
    ...(grad === undefined ? {} : { grad }),
    ...Object.fromEntries(own.map(({ name, tensor }) => [name, tensor])),
  };
}

function placeOnGraph({ id }: Breakpoint, condition: Condition | null, { plan }: Program, stops: Stops): void {
  if (condition === null) throw DiagnosticError.of("expected a condition, such as loss < 2");
  const stop = { breakpoint: id, condition, where: null };
  if (!condition.names.includes("loss")) {
    stops.before(0, stop);
    return;
  }
  const loss = plan.losses[0]?.tensor;
  if (loss === undefined) throw DiagnosticError.of("the graph has no loss");
  // Forward instructions stand in the order of the applied ops.
  stops.after(
    plan.applied.findIndex(({ output }) => output === loss),
    stop,
  );
}

function placeOnNode(
  { id, pass }: Breakpoint,
  node: string,
  condition: Condition | null,
  program: Program,
  stops: Stops,
): void {
  const names = condition?.names ?? [];
  if (pass === "forward" && names.includes("grad")) {
    throw DiagnosticError.of("grad is known from the backward pass on, the breakpoint is in the forward pass");
  }
  let placed = false;
  for (const of of pass === "all" ? (["forward", "backward", "update"] as const) : [pass]) {
    if (of === "forward" && names.includes("grad")) continue;
    const { first, last } = indicesOf(node, of, program);
    if (first < 0) continue;
    placed = true;
    const name = JSON.stringify(node);
    if (of === "forward" && names.includes("out")) {
      stops.after(last, { breakpoint: id, condition, where: { node, text: `after the forward pass of ${name}` } });
    } else {
      // The loss's own gradient is set by the instruction that clears the others.
      const cleared = names.includes("grad") && program.instructions[first]?.beginsBackward === true;
      const where = { node, text: `before the ${of === "update" ? "update" : `${of} pass`} of ${name}` };
      stops.before(cleared ? first + 1 : first, { breakpoint: id, condition, where });
    }
  }
  if (!placed) {
    throw DiagnosticError.of(`it has no ${pass === "all" ? "step" : `${pass} step`} to stop at`);
  }
}

/** The first and the last instruction of a node in a pass; -1 when there is none. */
function indicesOf(node: string, pass: Pass, { plan, instructions }: Program): { first: number; last: number } {
  const own = new Set(plan.parameters.filter((parameter) => parameter.node === node).map(({ tensor }) => tensor));
  const belongs = (at: (typeof instructions)[number]): boolean =>
    at.pass === pass && (at.node === node || (pass === "update" && at.results.some((tensor) => own.has(tensor))));
  return { first: instructions.findIndex(belongs), last: instructions.findLastIndex(belongs) };
}
