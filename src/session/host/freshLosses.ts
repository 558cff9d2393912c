import type { Renamed } from "../../graph/renamed.ts";
import type { LossPoint, LossPoints } from "../../protocol/lossPoints.ts";
import { LossCurves } from "../machine/lossCurves.ts";
import { CURVE_POINTS } from "../machine/lossRecord.ts";
import type { Session } from "../session.ts";

/** Points that a thinned progress message carries at most. */
const THINNED_POINTS = 512;
/** Points that wait for a client that wants all of them; then training waits for the client. */
const WAITING_POINTS = 16_384;

/** Holds the losses that the client does not know yet: all of them, or thinned. */
export class FreshLosses {
  #curves = new LossCurves(THINNED_POINTS);
  #cleared = true;
  #timesPutBack = 0;

  /** Whether so many wait that nothing more is to come. */
  get full(): boolean {
    return this.#curves.size >= WAITING_POINTS;
  }

  add({ iteration, loss }: LossPoint, node: string): void {
    this.#curves.add(node, iteration, loss);
  }

  rename(renamed: Renamed): void {
    this.#curves.rename(renamed);
  }

  /** From here on all losses are told, or as many as a curve needs. */
  collect(losses: "all" | "thinned"): void {
    const before = this.#curves.take([]);
    this.#curves = new LossCurves(losses === "all" ? Infinity : THINNED_POINTS);
    this.#curves.addAll(before);
  }

  /** The client is to forget the curves that it has. */
  clear(): void {
    this.#curves.clear();
    this.#cleared = true;
  }

  /** The curves are told from their start, in full, once: what was seen of one before is not to be lost. */
  restart(session: Session): void {
    this.clear();
    this.#curves = new LossCurves(CURVE_POINTS);
    this.#curves.addAll(session.curves());
  }

  /** Numbers that were put back brought their curves along. */
  follow(session: Session): void {
    const { timesPutBack } = session.undo;
    if (timesPutBack !== this.#timesPutBack) this.restart(session);
    this.#timesPutBack = timesPutBack;
  }

  /** What is to be told now, the most important curve first; it is then known. */
  take({ plan }: Session): { readonly losses: readonly LossPoints[]; readonly lossesCleared: boolean } {
    const lossesCleared = this.#cleared;
    this.#cleared = false;
    return { losses: this.#curves.take(plan?.losses.map(({ node }) => node) ?? []), lossesCleared };
  }
}
