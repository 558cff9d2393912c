import { create } from "zustand";
import type { LabelRequest } from "./placeLabels.ts";

/** Where on its wire each label stands, as a share of the way; null for a label that has no room. */
interface LabelPlaces {
  readonly places: ReadonlyMap<string, number | null>;
}

export const useLabelPlaces = create<LabelPlaces>()(() => ({ places: new Map() }));

const labels = new Map<string, LabelRequest>();
const listeners = new Set<() => void>();

/** Holds the labels of the wires that are drawn. Each wire tells its own; one place decides for all. */
export const wireLabels = {
  set(label: LabelRequest): void {
    labels.set(label.id, label);
    for (const listener of listeners) listener();
  },
  remove(id: string): void {
    labels.delete(id);
    for (const listener of listeners) listener();
  },
  all(): readonly LabelRequest[] {
    return [...labels.values()];
  },
  /** Calls the listener whenever a wire or its label changes. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
