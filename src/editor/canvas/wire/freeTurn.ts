import { mayTurn, wirePath, type WireEnd, type WireTurn } from "../flow/wirePath.ts";
import type { CardBox } from "./cardBoxes.ts";

const turns: readonly WireTurn[] = ["even", "late", "early"];
/** A wire is looked at in so many places. */
const places = 48;

/**
 * Says where a wire changes its height so that it runs behind no card but those at its ends: evenly, where it can; where
 * each way is behind some card, the one that is behind the fewest.
 */
export function freeTurn(
  source: WireEnd,
  target: WireEnd,
  cards: readonly CardBox[],
  ends: readonly string[],
): WireTurn {
  if (!mayTurn(source, target)) return "even";
  const [top, bottom] = [Math.min(source.y, target.y), Math.max(source.y, target.y)];
  const near = cards.filter(
    ({ id, x, y, width, height }) =>
      !ends.includes(id) && x < target.x && x + width > source.x && y < bottom + 1 && y + height > top - 1,
  );
  let [best, fewest]: [WireTurn, number] = ["even", Infinity];
  for (const turn of turns) {
    const { at } = wirePath(source, target, turn);
    const behind = near.filter((card) => {
      for (let place = 1; place < places; place++) if (isWithin(card, at(place / places))) return true;
      return false;
    }).length;
    if (behind < fewest) [best, fewest] = [turn, behind];
    if (behind === 0) break;
  }
  return best;
}

function isWithin(box: CardBox, { x, y }: { readonly x: number; readonly y: number }): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
}
