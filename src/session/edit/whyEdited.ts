import { quote } from "../../base/quote.ts";
import { newId } from "../../graph/renamed.ts";
import { replacedData } from "../../program/edit/replacedData.ts";
import type { Transfer } from "../../program/edit/transfer.ts";

/** Says what an edit did that numbers depend on, as the rest of a sentence: `node "hidden" was edited`. */
export function whyEdited({ before, after, stale, renamed }: Transfer): string {
  const data = replacedData(after.plan, stale);
  if (data !== null) return `node ${quote(data)} got other data`;
  const paces = new Map([...before.plan.nodes.values()].map(({ id, recipe }) => [newId(renamed, id), recipe?.pace]));
  // What computes something else by itself, and not only of something else; or goes on in another way.
  const edited = [...after.plan.nodes.values()].filter(({ id, recipe }) =>
    stale.has(id)
      ? recipe?.sources.every((source) => source === null || !stale.has(source.node)) !== false
      : paces.has(id) && paces.get(id) !== recipe?.pace,
  );
  const [first, ...others] = edited.map(({ id }) => quote(id));
  if (first === undefined) return "the graph was edited";
  return others.length === 0 ? `node ${first} was edited` : `node ${first} and ${others.length} more were edited`;
}
