import type { Instruction } from "../../program/run/instruction.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";

/** What an edit did, as far as numbers are concerned. */
interface Edited {
  readonly stale: ReadonlySet<string>;
  readonly renamed: Renamed;
  readonly plan: Plan;
  readonly drew: ReadonlySet<string>;
  readonly cleared: boolean;
}

/** Describes the books as plain data, node ids in any order. */
export interface ProgressState {
  readonly fresh: readonly string[];
  readonly valued: readonly string[];
  readonly graded: readonly string[];
  readonly drew: readonly string[];
  readonly begun: string | null;
}

/** Says which nodes have numbers, and of which kind. Bookkeeping beside the cursor; it decides nothing. */
export class NodeProgress {
  /** Nodes whose numbers belong to the parameters, batches and masks as they are now. */
  #fresh = new Set<string>();
  /** Nodes that have numbers to show, perhaps from before the last update. */
  #valued = new Set<string>();
  /** Nodes that the backward pass has reached. */
  #graded = new Set<string>();
  /** Nodes that drew their batch or mask for this iteration. */
  #drew = new Set<string>();
  /** The node whose forward ops ran in part. */
  #begun: string | null = null;

  get fresh(): ReadonlySet<string> {
    return this.#fresh;
  }
  get valued(): ReadonlySet<string> {
    return this.#valued;
  }
  get graded(): ReadonlySet<string> {
    return this.#graded;
  }

  get begun(): string | null {
    return this.#begun;
  }

  state(): ProgressState {
    return {
      fresh: [...this.#fresh],
      valued: [...this.#valued],
      graded: [...this.#graded],
      drew: [...this.#drew],
      begun: this.#begun,
    };
  }

  restore({ fresh, valued, graded, drew, begun }: ProgressState): void {
    this.#fresh = new Set(fresh);
    this.#valued = new Set(valued);
    this.#graded = new Set(graded);
    this.#drew = new Set(drew);
    this.#begun = begun;
  }

  clear(): void {
    this.restore({ fresh: [], valued: [], graded: [], drew: [], begun: null });
  }

  /** `last`: of the instructions that belong to the same pass and node. */
  ran({ pass, node, beginsBackward, reaches = [] }: Instruction, last: boolean): void {
    if (pass === "forward") {
      // A node has its numbers once all of its ops ran.
      this.#begun = last ? null : node;
      if (!last) return;
      this.#fresh.add(node);
      this.#valued.add(node);
    } else if (pass === "backward") {
      if (beginsBackward === true) this.#graded.clear();
      for (const graded of [node, ...reaches]) this.#graded.add(graded);
    } else {
      this.#fresh.clear();
    }
  }

  drawn(nodes: readonly string[]): void {
    for (const node of nodes) this.#drew.add(node);
    if (nodes.length > 0) this.#fresh.clear();
  }

  drew(node: string): boolean {
    return this.#drew.has(node);
  }

  finishedIteration(): void {
    this.#drew.clear();
  }

  holdsDraws(plan: Plan): boolean {
    return plan.draws.every(({ node }) => this.#drew.has(node));
  }

  /**
   * After an edit: what is stale has no numbers any more. `drew`: the nodes whose draws of this iteration there are;
   * `cleared`: the gradients are gone too.
   */
  edited({ stale, renamed, plan, drew, cleared }: Edited): void {
    const kept = (set: ReadonlySet<string>): Set<string> =>
      new Set([...set].map((id) => newId(renamed, id)).filter((id) => plan.nodes.has(id) && !stale.has(id)));
    // The cursor stays inside the node unless the edit moves it to the start.
    this.#begun = cleared || this.#begun === null ? null : newId(renamed, this.#begun);
    this.#fresh = kept(this.#fresh);
    this.#valued = kept(this.#valued);
    this.#drew = new Set(drew);
    this.#graded = cleared ? new Set() : kept(this.#graded);
  }
}
