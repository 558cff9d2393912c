import { create } from "zustand";

/** Holds what was told about the source that was read last, a sentence each. */
export const useReadNotes = create<{ readonly notes: readonly string[] }>()(() => ({ notes: [] }));
