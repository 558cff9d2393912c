import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { letterSizes, useDetail } from "../detail/detail.ts";
import { sameBoxes, useCardBoxes } from "./cardBoxes.ts";
import { useLabelPlaces, wireLabels } from "./labelPlaces.ts";
import { placeLabels } from "./placeLabels.ts";

/** How long wires must rest before their labels are put in order: not while a card is being dragged. */
const rest = 60;

/** Keeps the wires' labels off the cards and off one another, and tells wires where cards are. Draws nothing itself. */
export function LabelPlacer() {
  const store = useStoreApi();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const place = (): void => {
      const cards = [...store.getState().nodeLookup.values()]
        .filter((node) => node.type === "card")
        .map((node) => ({
          id: node.id,
          ...node.internals.positionAbsolute,
          width: node.measured.width ?? 0,
          height: node.measured.height ?? 0,
        }));
      useCardBoxes.setState(({ boxes }) => (sameBoxes(boxes, cards) ? {} : { boxes: cards }));
      // Labels keep their size on the screen.
      const larger = Math.max(1, letterSizes(useDetail.getState().zoom).least / 11);
      const labels = wireLabels.all().map((label) => ({
        ...label,
        width: label.width * larger,
        height: label.height * larger,
      }));
      const found = placeLabels(labels, cards);
      const places = new Map(labels.map(({ id }) => [id, found.get(id) ?? null]));
      const before = useLabelPlaces.getState().places;
      if (before.size === places.size && [...places].every(([id, place]) => before.get(id) === place)) return;
      useLabelPlaces.setState({ places });
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(place, rest);
    };
    const stopLabels = wireLabels.subscribe(soon);
    const stopNodes = store.subscribe((state, before) => {
      if (state.nodes !== before.nodes || state.nodeLookup !== before.nodeLookup) soon();
    });
    const stopDetail = useDetail.subscribe(soon);
    soon();
    return () => {
      clearTimeout(timer);
      stopDetail();
      stopLabels();
      stopNodes();
    };
  }, [store]);

  return null;
}
