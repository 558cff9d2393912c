import type { Position } from "../../protocol/position.ts";

/**
 * Tells apart what a session has learned: the same text means the same parameters and buffers, to the bit. Between two
 * edits it depends on the position alone, as going back and on again gives the same numbers.
 */
export class NumbersVersion {
  #epoch = 0;
  #start: { readonly standing: string; readonly version: string } | null = null;

  /** @param updating whether the cursor stands behind a part of the iteration's update. */
  at(position: Position, updating: boolean): string {
    const standing = standingOf(position, updating);
    return this.#start?.standing === standing ? this.#start.version : `${this.#epoch} ${standing}`;
  }

  /** From here on other numbers will follow: at this position they are these; null for those of a fresh start. */
  begin(position: Position, updating: boolean, version: string | null): void {
    this.#epoch += 1;
    this.#start = version === null ? null : { standing: standingOf(position, updating), version };
  }
}

function standingOf({ iteration, cursor }: Position, updating: boolean): string {
  return updating ? `${iteration}:${cursor}` : String(iteration);
}
