import type { ModelParts } from "./modelParts.ts";
import { upstreamNodes, wiresOf } from "./wires.ts";

/**
 * Returns the nodes that a model's `forward` computes: those that parameters go into, and all upstream of them. Data stays
 * outside, and what is only measured, and what is computed from the model's use on other contexts.
 */
export function membersOf({
  plan,
  places,
  writer,
  written,
}: Pick<ModelParts, "plan" | "places" | "writer" | "written">): ReadonlySet<string> {
  const wires = wiresOf(plan);
  const takes = (id: string): boolean =>
    places.ofNode(id).some((place) => !places.isOutput(place)) ||
    [...(wires.get(id)?.values() ?? [])].some((wire) => places.ofOutput(wire) !== undefined);
  const ends = written
    .filter(
      ({ node, code }) =>
        (code.forward ?? []).length > 0 && !plan.measured.has(node.id) && !writer.isAlone(node.id) && takes(node.id),
    )
    .map(({ node }) => node.id)
    .filter((id) => ![...upstreamNodes([id], wires)].some((node) => writer.usesModel.has(node)));
  const upstream = upstreamNodes(ends, wires);
  return new Set(
    written.filter(({ node }) => upstream.has(node.id) && node.nodeType?.data !== true).map(({ node }) => node.id),
  );
}
