import type { Instruction } from "../../program/run/instruction.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import { Marks } from "./marks.ts";

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
  #fresh = new Marks();
  /** Nodes that have numbers to show, perhaps from before the last update. */
  #valued = new Set<string>();
  /** Nodes that the backward pass has reached. */
  #graded = new Marks();
  /** Nodes that drew their batch or mask for this iteration. */
  #drew = new Marks();
  /** The node whose forward ops ran in part. */
  #begun: string | null = null;

  get fresh(): ReadonlySet<string> {
    return new Set(this.#fresh.names());
  }
  get valued(): ReadonlySet<string> {
    return this.#valued;
  }
  get graded(): ReadonlySet<string> {
    return new Set(this.#graded.names());
  }

  isGraded(node: string): boolean {
    return this.#graded.has(node);
  }

  get begun(): string | null {
    return this.#begun;
  }

  state(): ProgressState {
    return {
      fresh: this.#fresh.names(),
      valued: [...this.#valued],
      graded: this.#graded.names(),
      drew: this.#drew.names(),
      begun: this.#begun,
    };
  }

  restore({ fresh, valued, graded, drew, begun }: ProgressState): void {
    this.#fresh = new Marks(fresh);
    this.#valued = new Set(valued);
    this.#graded = new Marks(graded);
    this.#drew = new Marks(drew);
    this.#begun = begun;
  }

  clear(): void {
    this.restore({ fresh: [], valued: [], graded: [], drew: [], begun: null });
  }

  /** `last`: of the instructions that belong to the same pass and node. */
  ran({ pass, node, beginsBackward, reaches }: Instruction, last: boolean): void {
    if (pass === "forward") {
      // A node has its numbers once all of its ops ran.
      this.#begun = last ? null : node;
      if (!last) return;
      this.#fresh.add(node);
      this.#valued.add(node);
    } else if (pass === "backward") {
      if (beginsBackward === true) this.#graded.clear();
      this.#graded.add(node);
      if (reaches !== undefined) for (let at = 0; at < reaches.length; at++) this.#graded.add(reaches[at]!);
    } else {
      this.#fresh.clear();
    }
  }

  /** What this node computed is gone, and nothing else is in its place. */
  lost(node: string): void {
    this.#valued.delete(node);
  }

  /** So are its gradients. */
  lostGradient(node: string): void {
    this.#graded.delete(node);
  }

  drawn(nodes: readonly string[]): void {
    for (let at = 0; at < nodes.length; at++) this.#drew.add(nodes[at]!);
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
    const kept = (nodes: readonly string[]): string[] =>
      nodes.map((id) => newId(renamed, id)).filter((id) => plan.nodes.has(id) && !stale.has(id));
    // The cursor stays inside the node unless the edit moves it to the start.
    this.#begun = cleared || this.#begun === null ? null : newId(renamed, this.#begun);
    this.#fresh = new Marks(kept(this.#fresh.names()));
    this.#valued = new Set(kept([...this.#valued]));
    this.#drew = new Marks(drew);
    this.#graded = new Marks(cleared ? [] : kept(this.#graded.names()));
  }
}
