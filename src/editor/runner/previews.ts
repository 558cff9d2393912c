import { giveBack } from "../../base/giveBack.ts";
import { sameItems } from "../../base/sameItems.ts";
import { sameData } from "../../base/sameData.ts";
import { FrameEmitter } from "./frameEmitter.ts";
import { outputTensors } from "./outputTensors.ts";
import { reportOf } from "./reportOf.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { Preview, Watch } from "../../protocol/preview.ts";
import type { Side, TensorRef } from "../../protocol/tensorRef.ts";

const keyOf = (ref: TensorRef): string => `${ref.side} ${ref.port} ${ref.node}`;

/** Keeps small pictures of the tensors that are on the screen. Not a store of React's: whoever draws reads it each frame. */
export class Previews extends FrameEmitter {
  readonly #send: (watches: readonly Watch[]) => boolean;
  readonly #wanted = new Map<string, readonly Watch[]>();
  /** By node, of which each has a few: asked for by every card in every frame. */
  readonly #newest = new Map<string, readonly Preview[]>();
  /** What the session was told last; null for nothing. */
  #sent: readonly Watch[] | null = null;
  #sending = false;

  /** `send` tells the session what to watch, and says whether there is a session. */
  constructor(send: (watches: readonly Watch[]) => boolean) {
    super();
    this.#send = send;
  }

  /** Says what `owner` shows, replacing what it said before; an empty list takes it back. */
  request(owner: string, watches: readonly Watch[]): void {
    const before = this.#wanted.get(owner) ?? [];
    if (sameItems(before, watches)) return;
    if (watches.length === 0) this.#wanted.delete(owner);
    else this.#wanted.set(owner, watches);
    this.#sendSoon();
  }

  /** The newest picture of a tensor. It may be larger than asked for: somebody else shows more of it. */
  get(node: string, port: string, side: Side): Preview | undefined {
    return this.#newest.get(node)?.find((preview) => preview.port === port && preview.side === side);
  }

  /** Returns the pictures of all that is shown now; of what was shown before, the numbers are old. */
  shown(): readonly Preview[] {
    return (this.#sent ?? []).flatMap(({ node, port, side }) => this.get(node, port, side) ?? []);
  }

  /** Sends the whole list of what is shown: another session knows nothing of it. */
  sendAgain(): void {
    this.#sent = null;
    this.#sendSoon();
  }

  /** Takes new pictures in. Those that they take the place of hold no numbers any more. */
  deliver(arrived: readonly Preview[]): void {
    if (arrived.length === 0) return;
    for (const preview of arrived) {
      const { node, port, side } = preview;
      const before = this.get(node, port, side);
      const others = this.#newest.get(node)?.filter((other) => other !== before) ?? [];
      this.#newest.set(node, [...others, preview]);
      // There are thirty a second; the collector comes for them when they are fifty megabytes.
      if (before !== undefined) giveBack(before.data.buffer);
    }
    this.announce();
  }

  /** Drops the pictures of what is no longer planned, or has another shape now. */
  prune(plan: PlanReport): void {
    let dropped = false;
    for (const [node, previews] of this.#newest) {
      const report = reportOf(plan, node);
      const outputs = report?.status === "ready" ? outputTensors(report.outputs) : [];
      const kept = previews.filter((preview) => {
        const output = outputs.find(({ port }) => port === preview.port)?.report;
        const called = ({ name }: { readonly name: string }): boolean => name === preview.port;
        const shape = (output ?? report?.parameters.find(called) ?? report?.buffers.find(called))?.shape;
        return shape !== undefined && shape.join() === preview.shape.join();
      });
      if (kept.length === previews.length) continue;
      if (kept.length === 0) this.#newest.delete(node);
      else this.#newest.set(node, kept);
      dropped = true;
    }
    if (dropped) this.announce();
  }

  /** Drops every picture: another document was opened. */
  forget(): void {
    if (this.#newest.size === 0) return;
    this.#newest.clear();
    this.announce();
  }

  /** Many parts of the page ask at once while it is drawn; the session hears of it once. */
  #sendSoon(): void {
    if (this.#sending) return;
    this.#sending = true;
    setTimeout(() => {
      this.#sending = false;
      const watches = this.#union();
      if (!sameData(watches, this.#sent) && this.#send(watches)) this.#sent = watches;
    }, 0);
  }

  /** All that is asked for, each tensor once and as large as anybody wants it. */
  #union(): Watch[] {
    const all = new Map<string, Watch>();
    for (const watches of this.#wanted.values()) {
      for (const watch of watches) {
        const key = keyOf(watch);
        const other = all.get(key);
        all.set(key, {
          ...watch,
          maxRows: Math.max(watch.maxRows, other?.maxRows ?? 0),
          maxColumns: Math.max(watch.maxColumns, other?.maxColumns ?? 0),
        });
      }
    }
    return [...all.values()];
  }
}
