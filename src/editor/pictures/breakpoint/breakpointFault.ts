import type { Breakpoint } from "../../../protocol/breakpoint.ts";
import type { Status } from "../../../protocol/status.ts";

/** Says why a breakpoint cannot stop anything as the graph is; null where it can, and until the session has said so. */
export function faultOf(status: Status | null, breakpoint: Breakpoint | undefined): string | null {
  if (breakpoint === undefined) return null;
  return status?.breakpoints.find(({ id }) => id === breakpoint.id)?.fault ?? null;
}
