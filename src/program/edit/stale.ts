import type { Endpoint } from "../../base/endpoint.ts";
import type { Plan, PlannedNode } from "../plan/plan.ts";
import { newId, type Renamed } from "../../graph/renamed.ts";

/**
 * Returns the nodes whose numbers an edit makes out of date: those that compute something else than before (another
 * type, setting or wire, other facts upstream) or did not compute before, and everything downstream of them. A learning
 * rate, a position or a comment makes nothing stale.
 */
export function staleNodes(before: Plan, after: Plan, renamed: Renamed): ReadonlySet<string> {
  const oldById = new Map([...before.nodes.values()].map((node) => [newId(renamed, node.id), node]));
  const stale = new Set<string>();
  for (const [id, node] of after.nodes) {
    const old = oldById.get(id);
    // What computes nothing, now as before, has no numbers that could be out of date.
    if (node.recipe === null && (old?.recipe ?? null) === null) continue;
    const upstreamStale = node.recipe?.sources.some((source) => source !== null && stale.has(source.node)) ?? true;
    if (upstreamStale || !sameRecipe(old, node, renamed)) stale.add(id);
  }
  return stale;
}

/** Returns a node that computes, and all that compute of it. */
export function downstreamOf({ nodes }: Plan, node: string): ReadonlySet<string> {
  const reached = new Set([node]);
  // Nodes stand behind what they compute of.
  for (const [id, { recipe }] of nodes) {
    if (recipe?.sources.some((source) => source !== null && reached.has(source.node)) === true) reached.add(id);
  }
  return reached;
}

function sameRecipe(before: PlannedNode | undefined, after: PlannedNode, renamed: Renamed): boolean {
  const [old, now] = [before?.recipe, after.recipe];
  if (old === undefined || old === null || now === null) return false;
  return (
    old.fingerprint === now.fingerprint &&
    old.sources.length === now.sources.length &&
    old.sources.every((source, at) => sameSource(source, now.sources[at]!, renamed))
  );
}

function sameSource(old: Endpoint | null, now: Endpoint | null, renamed: Renamed): boolean {
  if (old === null || now === null) return old === now;
  return newId(renamed, old.node) === now.node && old.port === now.port;
}
