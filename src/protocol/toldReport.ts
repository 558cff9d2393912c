import type { Pass } from "./instructionReport.ts";
import type { CellRef } from "./tensorRef.ts";

/** Says which step is meant: over all of a node's ops in a pass, or over one op. */
export type ToldBy = "node" | "op";

/** Says in one sentence, with its numbers, what the step did that ran last. Null: none has, since the numbers came about. */
export type ToldReport = ToldStep | null;

/** Describes a step that ran, ready to be read. */
export interface ToldStep {
  readonly pass: Pass;
  /** The node that ran; in the update the optimiser. */
  readonly node: string;
  /** The op, where the step was over one of several. */
  readonly op: string | null;
  readonly iteration: number;
  /** What it did, then what that came to in one cell. */
  readonly pieces: readonly ToldPiece[];
  /** The cell that the numbers are of; null where none is told. */
  readonly cell: CellRef | null;
  /** The cell from which the next step goes on: that, or what the step hands back beside it. */
  readonly next: CellRef | null;
}

/** Says which cell was told of in a step before, and when. */
export type ToldBefore = Pick<ToldStep, "pass" | "iteration" | "cell">;

/** Describes a stretch of text, and the cell that it names or whose number it is. */
export interface ToldPiece {
  readonly text: string;
  readonly cell?: CellRef;
  /** The number, where the text is it. */
  readonly value?: number;
  /** What the cell is called, where the text is its number. */
  readonly name?: string;
  /** Whether that is the number from before the update. */
  readonly before?: true;
}
