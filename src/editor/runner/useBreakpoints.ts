import { useStore } from "zustand";
import type { BreakpointState } from "./breakpointStore.ts";
import { useRunner } from "./useRunner.ts";

/** Reads of the breakpoints; renders only when what is selected changes. */
export function useBreakpoints<T>(selector: (state: BreakpointState) => T): T {
  return useStore(useRunner().breakpoints, selector);
}
