import { resolveSettings } from "../nodes/settings/resolveSettings.ts";
import type { Plan, PlannedNode } from "../program/plan/plan.ts";

/** Returns the settings of a node that is ready, as its type takes them. */
export function resolvedSettings({ graph }: Plan, { id, nodeType, scope }: PlannedNode) {
  const given = graph.nodes.find((node) => node.id === id)!.settings;
  return resolveSettings(nodeType!.settings, given, { values: scope, faulty: new Map() }).values;
}
