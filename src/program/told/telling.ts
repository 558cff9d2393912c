import type { Program } from "../run/program.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Position } from "../../protocol/position.ts";
import type { ToldStep } from "../../protocol/toldReport.ts";
import type { RanStep } from "./ranStep.ts";
import type { LabelOf } from "./tellingWords.ts";
import type { Wording } from "./wording.ts";

/** Holds what a sentence is made of: the step, where the cursor stands, and what things are called. */
export interface Telling {
  readonly program: Program;
  readonly position: Position;
  readonly step: RanStep;
  /** The cell that its reader looks at: it is told of, if the step made it. */
  readonly looked: CellRef | null;
  /** The cell that was told of in the step before, in this pass or in the one that an update ends. */
  readonly before: CellRef | null;
  readonly wording: Wording;
  readonly label: LabelOf;
}

/** What a pass's sentence says: stretches of text, and the cell that its numbers are of. */
export type Sentence = Pick<ToldStep, "pieces" | "cell"> & Partial<Pick<ToldStep, "next">>;
