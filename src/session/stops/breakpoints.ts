import type { Program } from "../../program/run/program.ts";
import type { Placing } from "./placing.ts";
import { Stops } from "./stops.ts";
import type { Renamed } from "../../graph/renamed.ts";
import type { Breakpoint, BreakpointReport } from "../../protocol/breakpoint.ts";
import type { TensorIndex } from "../../program/tensors/tensorIndex.ts";

/** Holds the breakpoints of a session, and what they come to in its program. */
export class Breakpoints {
  #list: readonly Breakpoint[] = [];
  #notFinite = false;
  #placing: Placing | null = null;
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

  /**
   * Replaces all of them.
   *
   * @param notFinite also stop at the first number that is nan or infinite.
   * @param placing puts them into programs; null where there are none.
   */
  set(list: readonly Breakpoint[], notFinite: boolean, program: Program | null, placing: Placing | null): void {
    this.#list = list;
    this.#notFinite = notFinite;
    this.#placing = placing;
    this.install(program, {});
  }

  /** Goes over to another program. A node that it has no more may come back: its breakpoints wait. */
  install(program: Program | null, renamed: Renamed): void {
    const stops = new Stops(program, this.#notFinite);
    const nowhere = new Stops(program, false);
    const placing = this.#placing;
    if (placing !== null) {
      this.#list = this.#list.map((breakpoint) => placing.renameBreakpoint(breakpoint, renamed, this.#tensors));
    }
    this.#tensors = program?.tensors ?? this.#tensors;
    this.#reports = this.#list.map((breakpoint) => {
      if (program === null) return { id: breakpoint.id, fault: "there is no program to stop" };
      if (placing === null) throw new Error("breakpoints came without what places them");
      return { id: breakpoint.id, fault: placing.place(breakpoint, program, breakpoint.enabled ? stops : nowhere) };
    });
    this.#stops = program === null || stops.empty ? null : stops;
  }
}
