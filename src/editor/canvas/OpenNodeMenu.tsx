import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { parseEndpoint } from "../../base/endpoint.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import { focusOnMount } from "../kit/focusOnMount.ts";
import { isComposing } from "../kit/keys/isComposing.ts";
import { useDocument } from "../document/documentStore.ts";
import { addWiredNode } from "../document/edits/actions.ts";
import { useCanvasUi, type NodeMenuAt } from "../document/canvasUi.ts";
import { fittingNodes, type FittingNode } from "../document/edits/fittingNodes.ts";
import "../kit/floating.css";
import { nodeOf } from "../document/graphIndex.ts";
import { searchNodeTypes } from "../document/edits/nodeSearch.ts";

const width = 220;
const height = 260;

function close(): void {
  useCanvasUi.setState({ menu: null });
}

/** Shows, where a wire was dropped on the empty canvas, the node types that could stand there. */
export function OpenNodeMenu({ menu }: { readonly menu: NodeMenuAt }) {
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const fitting = fittingNodes(kindOf(menu), menu.end);
  const found = searchNodeTypes(
    search,
    fitting.map(({ nodeType }) => nodeType),
  ).flatMap((nodeType) => fitting.filter((other) => other.nodeType === nodeType));

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) close();
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, []);

  const choose = ({ nodeType, port }: FittingNode): void => {
    close();
    addWiredNode(nodeType, menu.place, port, menu);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (isComposing(event)) return;
    const last = found.length - 1;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") setActive(Math.min(active + 1, last));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (event.key === "Enter" && found[active] !== undefined) choose(found[active]);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      className="node-menu"
      role="dialog"
      aria-label="Add a node here"
      style={{
        left: Math.max(4, Math.min(menu.x, window.innerWidth - width - 8)),
        top: Math.max(4, Math.min(menu.y, window.innerHeight - height - 8)),
      }}
    >
      <input
        className="node-menu-search wg-field"
        role="combobox"
        aria-label="Search fitting nodes"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[active] === undefined ? undefined : `${id}-${active}`}
        placeholder="Add a node here"
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        // The menu takes over from the pointer that dropped the wire.
        ref={focusOnMount}
      />
      <ul id={id} role="listbox" aria-label="Fitting nodes">
        {found.map((item, index) => (
          <li
            key={item.nodeType.type}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={index === active ? "node-menu-item node-menu-active" : "node-menu-item"}
            title={item.nodeType.summary}
            onPointerEnter={() => setActive(index)}
            onClick={() => choose(item)}
          >
            <span className="card-dot" data-category={item.nodeType.category} />
            {item.nodeType.title}
            <span className="node-menu-port">{item.port}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="node-menu-empty">No node that fits is called “{search}”.</p>}
    </div>
  );
}

/** What the dropped wire carries. */
function kindOf(menu: NodeMenuAt) {
  const end = parseEndpoint(menu.endpoint);
  const node = end === null ? undefined : nodeOf(useDocument.getState().graph, end.node);
  const nodeType = node === undefined ? undefined : findNodeType(node.type);
  const ports = menu.end === "output" ? nodeType?.outputs : nodeType?.inputs;
  return (end !== null && ports !== undefined && Object.hasOwn(ports, end.port) ? ports[end.port]?.kind : null) ?? null;
}
