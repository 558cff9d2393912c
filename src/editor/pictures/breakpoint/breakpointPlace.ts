import type { Breakpoint } from "../../../protocol/breakpoint.ts";

/** Says where a breakpoint stands, in words. */
export function breakpointPlace({ node, pass }: Pick<Breakpoint, "node" | "pass">): string {
  if (node === null) return "on the whole graph";
  if (pass === "all") return `before ${node} runs`;
  return pass === "update" ? `before the update of ${node}` : `before the ${pass} pass of ${node}`;
}
