import type { CellValue } from "../../protocol/tensorRegion.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { UndoStep } from "../../protocol/undoStep.ts";
import { Emitter } from "../kit/emitter.ts";
import type { Renames, Version } from "./history.ts";

/** Holds what a change of the document asks of the session. */
export type Change =
  | { readonly kind: "open"; readonly evaluate: boolean; readonly checkpoint: Checkpoint | null }
  /** `revive`: an undo or a redo, so that nodes which come back bring what they had learned. */
  | { readonly kind: "edit"; readonly renamed: Renames; readonly revive: boolean; readonly steps: readonly UndoStep[] }
  /** Cells of a parameter are as before, or as after: an undo or a redo of numbers. */
  | {
      readonly kind: "write";
      readonly node: string;
      readonly name: string;
      readonly cells: readonly CellValue[];
      readonly steps: readonly UndoStep[];
    };

/** Describes a change of the document, and how it stood before and after. */
export interface DocumentChange {
  readonly change: Change;
  readonly before: Pick<Version, "graph" | "documentId">;
  readonly after: Pick<Version, "graph" | "documentId">;
}

/** Tells of each change once the document's state is that of after it. */
export const documentChanges = new Emitter<DocumentChange>();
