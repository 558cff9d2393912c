import { isBefore, isSame, START, type Position } from "../../protocol/position.ts";
import type { Snapshot } from "../machine/snapshot.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { SeedStart } from "../machine/snapshot.ts";

/** Describes a position of the history, and whether its iteration's batches were drawn there. */
export interface Kept extends Position {
  readonly drawn: boolean;
}

/** Holds how many bytes the snapshots of a session may take together. */
export interface HistoryBytes {
  /** While it trains: beside the copy where the way back ends, if it ends at one, and with room for two copies of all tensors. */
  readonly training: number;
  readonly most: number;
}

/** Is what they may take unless the host says otherwise. */
export const HISTORY_BYTES: HistoryBytes = { training: 48 * 2 ** 20, most: 128 * 2 ** 20 };

/** Snapshots at most, however small they are: more would not make a way back noticeably shorter. */
const MAX_SNAPSHOTS = 1024;

type Entry = Kept & { readonly snapshot: Snapshot };

/**
 * Says where a session can go back to: snapshots, as many as a budget of bytes allows, dense near where the cursor is
 * and ever sparser away from it, and the start that the seed repeats. What lies between is run again from the nearest
 * one, and comes out the same, bit for bit.
 */
export class History {
  readonly #room: HistoryBytes;
  #budget: number;
  #entries: Entry[] = [];
  #start: SeedStart | null = null;
  #bytes = 0;

  constructor(room: HistoryBytes) {
    this.#room = room;
    this.#budget = room.most;
  }

  /** Bytes that the snapshots may take together, by now. */
  get budget(): number {
    return this.#budget;
  }
  /** Bytes that the snapshots take. */
  get bytes(): number {
    return this.#bytes;
  }
  get count(): number {
    return this.#entries.length;
  }
  /** The oldest position that can be restored; null when there is none. */
  get oldest(): Position | null {
    return this.#start === null ? (this.#entries[0] ?? null) : START;
  }

  /** What was kept holds no more. `start`: where the seed leads to by itself. */
  forget(start: SeedStart | null): void {
    for (const { snapshot } of this.#entries) snapshot.memory.release();
    this.#entries = [];
    this.#bytes = 0;
    this.#start = start;
  }

  rename(renamed: Renamed): void {
    const rename = (nodes: readonly string[]): string[] => nodes.map((node) => newId(renamed, node));
    this.#entries = this.#entries.map((entry) => {
      const { fresh, valued, graded, drew, begun } = entry.snapshot.progress;
      const progress = {
        fresh: rename(fresh),
        valued: rename(valued),
        graded: rename(graded),
        drew: rename(drew),
        begun: begun === null ? null : newId(renamed, begun),
      };
      const { birth: born } = entry.snapshot;
      const birth = born === null ? null : { ...born, node: newId(renamed, born.node) };
      return { ...entry, snapshot: { ...entry.snapshot, progress, birth } };
    });
  }

  /**
   * Keeps this position, unless it is kept already or a snapshot of `bytes`, which shares nothing, is beyond the budget.
   *
   * @param wanted whether one is likely to go back to this very position. Otherwise it is kept for those behind it: what the
   *   next iteration derives is left out.
   * @param take makes the snapshot; it may share with the one that is given.
   */
  keep(at: Kept, bytes: number, wanted: boolean, take: (before: Snapshot | null, isWhole: boolean) => Snapshot): void {
    const { training, most } = this.#room;
    const end = this.#start === null ? bytes : 0;
    this.#budget = wanted ? most : Math.min(most, Math.max(training + end, 2 * bytes));
    const index = this.#entries.findLastIndex((entry) => !isBefore(at, entry)) + 1;
    const before = this.#entries[index - 1];
    const isKept = before !== undefined && isSame(before, at);
    // Without a start before it, the oldest must be there as it was; so must one that it would have to make room for.
    const isOldest = this.#start === null && (index === 0 || 2 * bytes > this.#budget);
    const whole = wanted || at.cursor > 0 || isOldest;
    if (bytes > this.#budget || (isKept && (!whole || isWhole(before)))) return;
    const { iteration, cursor, drawn } = at;
    const snapshot = take(before?.snapshot ?? this.#entries[index]?.snapshot ?? null, whole);
    const entry: Entry = { iteration, cursor, drawn, snapshot };
    this.#bytes += snapshot.memory.ownBytes + snapshot.bookBytes;
    this.#entries.splice(index, 0, entry);
    if (isKept) this.#giveUp(index - 1);
    while (this.#bytes > this.#budget || this.#entries.length > MAX_SNAPSHOTS) {
      if (!this.#leaveOutDerived(entry)) this.#thin(entry);
    }
  }

  /** The last position at or before this one that can be restored; a sentence when there is none. */
  kept(to: Position): Kept | string {
    const entry = this.#entries.findLast(
      (candidate) =>
        !isBefore(to, candidate) &&
        this.#leads(candidate) &&
        (isWhole(candidate) || candidate.iteration < to.iteration),
    );
    if (entry !== undefined) return { iteration: entry.iteration, cursor: entry.cursor, drawn: entry.drawn };
    if (this.#start !== null) return { ...START, drawn: this.#start.evaluated };
    const oldest = this.#entries[0];
    if (oldest === undefined) {
      return `a copy of the tensors takes more than the ${mebibytes(this.#room.most)} MiB that going back may take`;
    }
    return oldest.cursor === 0
      ? `nothing from before iteration ${oldest.iteration} is kept`
      : `nothing from before instruction ${oldest.cursor} of iteration ${oldest.iteration} is kept`;
  }

  /** The snapshot of this very position, if there is one. */
  exactly(position: Position): (Kept & { readonly snapshot: Snapshot }) | null {
    return this.#entries.find((entry) => isSame(entry, position)) ?? null;
  }

  /** What to restore at a position that {@link kept} gave. */
  at(position: Position): Snapshot | SeedStart {
    const found = this.#entries.find((entry) => isSame(entry, position) && this.#leads(entry))?.snapshot ?? this.#start;
    if (found === null) throw new Error(`iteration ${position.iteration} is not kept`);
    return found;
  }

  /** Whether an entry is of use: without what is derived, the seed's start stands for one that is there, too. */
  #leads(entry: Entry): boolean {
    return isWhole(entry) || this.#start === null || !isSame(entry, START);
  }

  /** Has the whole snapshot that is farthest from `here` go without what is derived. Says whether there was one. */
  #leaveOutDerived(here: Entry): boolean {
    let farthest: Entry | null = null;
    for (const [at, entry] of this.#entries.entries()) {
      // Without a start before it, the oldest is where the way back ends: it must be there as it was.
      const isNeeded = entry === here || entry.cursor > 0 || (at === 0 && this.#start === null);
      if (isNeeded || !isWhole(entry)) continue;
      if (farthest === null || distance(entry, here) > distance(farthest, here)) farthest = entry;
    }
    if (farthest === null) return false;
    this.#bytes -= farthest.snapshot.memory.withoutDerived();
    return true;
  }

  /**
   * Gives up the snapshot that is missed least, seen from `here`: the one whose neighbours lie close together for how far
   * away they are. So the gaps grow with the distance. The oldest goes only when there is no other than the one `here`.
   */
  #thin(here: Entry): void {
    let least = 0;
    let smallest = Infinity;
    for (let i = 1; i < this.#entries.length; i++) {
      const entry = this.#entries[i]!;
      if (entry === here) continue;
      const next = this.#entries[i + 1]?.iteration ?? Math.max(here.iteration, entry.iteration);
      const missed = (next - this.#entries[i - 1]!.iteration) / (1 + distance(entry, here));
      if (missed < smallest) [smallest, least] = [missed, i];
    }
    this.#giveUp(least);
  }

  #giveUp(index: number): void {
    const [gone] = this.#entries.splice(index, 1);
    this.#bytes -= gone!.snapshot.memory.release() + gone!.snapshot.bookBytes;
  }
}

function isWhole({ snapshot }: Entry): boolean {
  return snapshot.memory.isWhole;
}

function distance({ iteration }: Position, here: Position): number {
  return Math.abs(here.iteration - iteration);
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
