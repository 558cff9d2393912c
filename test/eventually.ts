import { vi } from "vitest";

/** Waits until `check` no longer throws: as long as a busy machine takes for what an idle one does in milliseconds. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 60_000, interval: 5 });
}
