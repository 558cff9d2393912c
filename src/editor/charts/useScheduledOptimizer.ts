import { useDocument } from "../document/documentStore.ts";

/** Returns the first node whose learning rate changes with the iterations; null when there is none. */
export function useScheduledOptimizer(): string | null {
  return useDocument(
    ({ graph }) => graph.nodes.find(({ settings }) => /\biteration\b/.test(String(settings["lr"] ?? "")))?.id ?? null,
  );
}
