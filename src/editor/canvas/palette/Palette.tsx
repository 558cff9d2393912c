import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { nodeTypes } from "../../../nodes/catalogue.ts";
import type { NodeType } from "../../../nodes/contract/nodeType.ts";
import { ariaKeys, isPressed, type Keys } from "../../kit/keys/keys.ts";
import { isComposing } from "../../kit/keys/isComposing.ts";
import { useDocument } from "../../document/documentStore.ts";
import { addNode } from "../../document/edits/actions.ts";
import { PlacedNodes, showNode, usePlacedNodes } from "./PlacedNodes.tsx";
import { categories, searchNodeTypes } from "../../document/edits/nodeSearch.ts";
import { dragNodeType } from "./paletteDrag.ts";
import "./palette.css";

/** Lead to the search. */
const searchKeys: Keys = "/";

/** Shows all node types, to search, to add with a click, and to drag onto the canvas. */
export function Palette() {
  const [search, setSearch] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const found = searchNodeTypes(search);
  const placed = usePlacedNodes(search);
  useSlash(field);
  useClearedSearch(() => setSearch(""));

  const add = (nodeType: NodeType): void => {
    setSearch("");
    addNode(nodeType);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && search !== "") {
      // A node's whole name means that node, unless it is the name of a type: that adds another one.
      const named = placed[0] === search.trim() && !nodeTypes.some(({ type }) => type === placed[0]);
      if (placed[0] !== undefined && (found[0] === undefined || named)) showNode(placed[0]);
      else if (found[0] !== undefined) add(found[0]);
    } else if (event.key === "Escape") setSearch("");
    else if (event.key === "ArrowDown") list.current?.querySelector("button")?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <nav className="palette" aria-label="Nodes">
      <div className="palette-search">
        <input
          ref={field}
          type="search"
          className="wg-field"
          aria-label="Search nodes"
          aria-keyshortcuts={ariaKeys([searchKeys])}
          placeholder="Search nodes"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <kbd aria-hidden="true">{searchKeys}</kbd>
      </div>
      <div ref={list} className="palette-list" onKeyDown={moveWithArrows}>
        {search === "" ? (
          categories.map(([category, title]) => (
            <div key={category} role="group" aria-label={title}>
              <h2>{title}</h2>
              <Items items={nodeTypes.filter((nodeType) => nodeType.category === category)} onAdd={add} />
            </div>
          ))
        ) : (
          <>
            <div role="group" aria-label="Found">
              <Items items={found} onAdd={add} />
              {found.length + placed.length === 0 && <p className="palette-none">No node is called “{search}”.</p>}
            </div>
            {placed.length > 0 && <PlacedNodes nodes={placed} />}
          </>
        )}
      </div>
    </nav>
  );
}

interface ItemsProps {
  readonly items: readonly NodeType[];
  readonly onAdd: (nodeType: NodeType) => void;
}

function Items({ items, onAdd }: ItemsProps) {
  return (
    <ul>
      {items.map((nodeType) => (
        <li key={nodeType.type}>
          <button
            type="button"
            draggable
            data-tip={nodeType.summary}
            data-tip-side="right"
            onDragStart={(event) => dragNodeType(event.dataTransfer, nodeType.type)}
            // The pointer is elsewhere by then, and no event has told the button so.
            onDragEnd={(event) => event.currentTarget.blur()}
            onClick={() => onAdd(nodeType)}
          >
            <span className="card-dot" data-category={nodeType.category} />
            {nodeType.title}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The arrow keys go through the list as through one. */
function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  event.preventDefault();
}

/** What was searched in one graph is not looked for in the next. */
function useClearedSearch(clear: () => void): void {
  const newest = useRef(clear);
  useEffect(() => {
    newest.current = clear;
  });
  const documentId = useDocument((state) => state.documentId);
  useEffect(() => newest.current(), [documentId]);
}

/** The keys of the search lead to the search from anywhere but a field. */
function useSlash(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (!isPressed(searchKeys, event) || isComposing(event)) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select") !== null) return;
      if (document.querySelector("[aria-modal]") !== null) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [field]);
}
