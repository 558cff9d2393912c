import type { Instruction } from "../program/instruction.ts";
import type { Plan } from "../program/plan.ts";
import { newId, type Renamed } from "../program/stale.ts";

/** Which nodes have numbers, and of which kind. Bookkeeping beside the cursor; it decides nothing. */
export class NodeProgress {
  /** Nodes whose numbers belong to the parameters and batches as they are now. */
  #fresh = new Set<string>();
  /** Nodes that have numbers to show, perhaps from before the last update. */
  #valued = new Set<string>();
  /** Nodes that the backward pass has reached. */
  #graded = new Set<string>();
  /** Batch nodes that drew for this iteration. */
  #drew = new Set<string>();

  get fresh(): ReadonlySet<string> {
    return this.#fresh;
  }
  get valued(): ReadonlySet<string> {
    return this.#valued;
  }
  get graded(): ReadonlySet<string> {
    return this.#graded;
  }

  clear(): void {
    for (const set of [this.#fresh, this.#valued, this.#graded, this.#drew]) set.clear();
  }

  ran({ pass, node, op, reaches = [] }: Instruction): void {
    if (pass === "forward") {
      this.#fresh.add(node);
      this.#valued.add(node);
    } else if (pass === "backward") {
      if (op === "zero_grad") this.#graded.clear();
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

  holdsBatches(plan: Plan): boolean {
    return plan.batches.every(({ node }) => this.#drew.has(node));
  }

  /** After an edit: what is stale has no numbers any more; `cleared`: the gradients are gone too. */
  edited(stale: ReadonlySet<string>, renamed: Renamed, plan: Plan, cleared: boolean): void {
    const kept = (set: ReadonlySet<string>): Set<string> =>
      new Set([...set].map((id) => newId(renamed, id)).filter((id) => plan.nodes.has(id) && !stale.has(id)));
    this.#fresh = kept(this.#fresh);
    this.#valued = kept(this.#valued);
    this.#drew = kept(this.#drew);
    this.#graded = cleared ? new Set() : kept(this.#graded);
  }
}
