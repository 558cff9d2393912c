import { create } from "zustand";

/** Whether this browser holds the document as it is on the screen. */
interface SaveState {
  readonly state: "saving" | "saved" | "failed";
  /** Why it could not be kept, when it could not. */
  readonly reason: string | null;
}

export const useSaved = create<SaveState>()(() => ({ state: "saving", reason: null }));
