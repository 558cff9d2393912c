import { pointsOf } from "../../base/points.ts";
import { LossLog } from "./lossLog.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { LossPoints } from "../../protocol/lossPoints.ts";

/** Is a bounded curve for each loss, by the node that computes it. */
export class LossCurves {
  readonly #capacity: number;
  #logs = new Map<string, LossLog>();
  /** The same, to go through without an iterator. */
  #all: LossLog[] = [];

  /** @param capacity the most points of a curve, an even number, or Infinity. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Points of the longest curve. */
  get size(): number {
    let most = 0;
    for (let at = 0; at < this.#all.length; at++) most = Math.max(most, this.#all[at]!.size);
    return most;
  }

  add(node: string, iteration: number, loss: number): void {
    let log = this.#logs.get(node);
    if (log === undefined) {
      log = new LossLog(this.#capacity);
      this.#logs.set(node, log);
      this.#all.push(log);
    }
    log.add(iteration, loss);
  }

  addAll(curves: readonly LossPoints[]): void {
    for (const { node, points } of curves) {
      for (const [iteration, loss] of pointsOf(points)) this.add(node, iteration, loss);
    }
  }

  /** The curves that have points: those of `order` first, in that order. */
  curves(order: readonly string[]): LossPoints[] {
    const nodes = [...new Set([...order, ...this.#logs.keys()])];
    return nodes.flatMap((node) => {
      const points = this.#logs.get(node)?.points();
      return points === undefined || points.length === 0 ? [] : [{ node, points }];
    });
  }

  /** {@link curves}, and forgets them. */
  take(order: readonly string[]): LossPoints[] {
    const curves = this.curves(order);
    this.clear();
    return curves;
  }

  rename(renamed: Renamed): void {
    this.#logs = new Map([...this.#logs].map(([node, log]) => [newId(renamed, node), log]));
    this.#all = [...this.#logs.values()];
  }

  clear(): void {
    this.#logs.clear();
    this.#all = [];
  }
}
