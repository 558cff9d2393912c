import { useLayoutEffect, useRef } from "react";
import { useDocument } from "../document/documentStore.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import { useAsked } from "../runner/asking/askedStore.ts";
import { lazyPart } from "../kit/lazyPart.tsx";
import { GraphInspector } from "./GraphInspector.tsx";
import "./inspector.css";

const Selected = lazyPart("The inspector", async () => (await import("./Selected.tsx")).Selected);
const AskedWhy = lazyPart("The explanation", async () => (await import("./why/AskedWhy.tsx")).AskedWhy);

/**
 * Shows all about what is selected, or why a model says what it says to a typed context; about the graph as a whole when nothing is. What is new is read from its top on.
 */
export function Inspector() {
  const place = useRef<HTMLDivElement>(null);
  const shown = useShown();
  useLayoutEffect(() => {
    // Newer browsers give a promise, which is no clean-up.
    place.current?.closest(".side, .narrow-panel")?.scrollTo(0, 0);
  }, [shown]);
  const asked = useAsked(({ why }) => why.length > 0);
  const nothing = useDocument(
    ({ selection: { nodes, edges, comments } }) => nodes.length + edges.length + comments.length === 0,
  );
  return (
    <div ref={place} className="inspector-place">
      {asked ? <AskedWhy /> : nothing ? <GraphInspector /> : <Selected />}
    </div>
  );
}

/** What is shown, and which page of it, as a text. */
function useShown(): string {
  const documentId = useDocument((state) => state.documentId);
  const selected = useDocument(({ selection: { nodes, edges, comments } }) => JSON.stringify([nodes, edges, comments]));
  const tab = useInspected((state) => state.tab);
  const asked = useAsked(({ why }) => JSON.stringify(why.at(-1) ?? null));
  return `${documentId} ${selected} ${tab} ${asked}`;
}
