import { useStore } from "zustand";
import type { SessionState } from "./sessionStore.ts";
import { useRunner } from "./useRunner.ts";

/** Reads of what the session last said; renders only when what is selected changes. */
export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(useRunner().session, selector);
}
