import { quote } from "../../base/quote.ts";
import { replacedData } from "../../program/edit/replacedData.ts";
import type { Transfer } from "../../program/edit/transfer.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { newId } from "../../graph/renamed.ts";

/** Nodes that are named; of more the count is said. */
const NAMED = 3;

/** Says what an edit did that numbers depend on, as the rest of a sentence: `node "hidden" was edited`. */
export function whyEdited(change: Transfer): string {
  const { before, after, stale, renamed } = change;
  const data = replacedData(after.plan, stale);
  if (data !== null) return `node ${quote(data)} got other data`;
  const edited = editedNodes(change);
  if (edited.length > 0) return `${nodesNamed(edited)} edited`;
  const there = new Set(after.plan.nodes.keys());
  const gone = [...before.plan.nodes.keys()].filter((id) => !there.has(newId(renamed, id)));
  return gone.length > 0 ? `${nodesNamed(gone)} removed` : "the graph was edited";
}

/** The nodes that compute something else by themselves, not only of something else; or that go on in another way. */
function editedNodes({ before, after, stale, renamed }: Transfer): string[] {
  const isRoot = (id: string): boolean =>
    after.plan.nodes.get(id)?.recipe?.sources.every((source) => source === null || !stale.has(source.node)) ?? true;
  const roots = [...stale].filter(isRoot);
  return roots.length > 0 ? roots : otherPace(before.plan, after.plan, renamed);
}

function otherPace(before: Plan, after: Plan, renamed: Transfer["renamed"]): string[] {
  return [...before.nodes.values()].flatMap(({ id, recipe }) => {
    const now = after.nodes.get(newId(renamed, id));
    const same = now === undefined || recipe === null || recipe.pace === now.recipe?.pace;
    return same ? [] : [now.id];
  });
}

function nodesNamed(ids: readonly string[]): string {
  if (ids.length === 1) return `node ${quote(ids[0]!)} was`;
  if (ids.length > NAMED) return `${ids.length} nodes were`;
  return `nodes ${ids.map((id) => quote(id)).join(" and ")} were`;
}
