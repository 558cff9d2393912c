import { create } from "zustand";
import { KeptValue } from "../../kit/keptValue.ts";
import type { ToldBefore } from "../../../protocol/toldReport.ts";
import type { StepTaken } from "./stepTaken.ts";

interface Following {
  /** Whether the inspector shows the node that a step ran. Kept from visit to visit. */
  readonly follow: boolean;
  /** Whether it stays where it is for now: a pin. */
  readonly held: boolean;
  /** The step that led to where the cursor stands; null where none did. */
  readonly step: StepTaken | null;
  /** What was told last of a step, and what had been told when the cursor took the step that led to where it stands. */
  readonly told: ToldBefore | null;
  readonly before: ToldBefore | null;
}

/** Returns whether the inspector follows the cursor, and the step that the cursor took. */
export const useFollowing = create<Following>()(() => ({
  follow: true,
  held: false,
  step: null,
  told: null,
  before: null,
}));
new KeptValue("wiregrad/following", { follow: true }).keepIn(useFollowing);
