import type { Program } from "../../program/run/program.ts";
import type { Condition, Moment } from "../condition/compileCondition.ts";
import { birthInResults } from "../notFinite/birth.ts";
import type { Halt } from "../../protocol/status.ts";

/** Describes a breakpoint at one of its places. */
export interface Stop {
  readonly breakpoint: string;
  /** Null: always. */
  readonly condition: Condition | null;
  /** Null: it belongs to no node. */
  readonly where: { readonly node: string; readonly text: string } | null;
}

/**
 * Says where a program stops: before and after which instructions, and perhaps at the first number that is not finite.
 */
export class Stops {
  readonly #program: Program | null;
  readonly #notFinite: boolean;
  readonly #before = new Map<number, Stop[]>();
  readonly #after = new Map<number, Stop[]>();

  constructor(program: Program | null, notFinite: boolean) {
    this.#program = program;
    this.#notFinite = notFinite;
  }

  get empty(): boolean {
    return !this.#notFinite && this.#before.size === 0 && this.#after.size === 0;
  }

  before(cursor: number, stop: Stop): void {
    add(this.#before, cursor, stop);
  }

  after(cursor: number, stop: Stop): void {
    add(this.#after, cursor, stop);
  }

  /** Why to stop before this instruction; null when there is no reason to. */
  haltBefore(cursor: number, moment: Moment): Halt | null {
    return halt(this.#before.get(cursor), moment);
  }

  /** Why to stop now that this instruction ran. */
  haltAfter(cursor: number, moment: Moment): Halt | null {
    const found = this.#notFinite && this.#program !== null ? birthInResults(this.#program, cursor) : null;
    if (found === null) return halt(this.#after.get(cursor), moment);
    const { node, op, index, pass } = found;
    const sentence =
      pass === "forward" && index.length > 0 ? `${found.sentence} at [${index.join(", ")}]` : found.sentence;
    const place = `stopped at the first number that is not finite, node ${JSON.stringify(node)}`;
    return { reason: "notFinite", node, op, index, sentence: `${place}: ${sentence}` };
  }
}

function add(stops: Map<number, Stop[]>, cursor: number, stop: Stop): void {
  const there = stops.get(cursor);
  if (there === undefined) stops.set(cursor, [stop]);
  else there.push(stop);
}

function halt(stops: readonly Stop[] | undefined, moment: Moment): Halt | null {
  const stop = stops?.find(({ condition }) => condition === null || condition.holds(moment));
  if (stop === undefined) return null;
  const { breakpoint, condition, where } = stop;
  const place = `${where === null ? "at" : `${where.text} in`} iteration ${moment.iteration}`;
  const sentence = `stopped ${place}: breakpoint${condition === null ? "" : ` ${condition.text}`}`;
  return { reason: "breakpoint", breakpoint, sentence, ...(where === null ? {} : { node: where.node }) };
}
