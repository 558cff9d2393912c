import { useMemo } from "react";
import { findNodeType } from "../../../nodes/catalogue.ts";
import { useDocument } from "../../document/documentStore.ts";
import { flowView } from "../flow/flowView.ts";
import { nodeOf } from "../../document/graphIndex.ts";
import { searchIds } from "../../document/edits/nodeSearch.ts";

/** So many of them are listed. */
const most = 50;

/** Returns the nodes on the canvas whose name a search means. */
export function usePlacedNodes(search: string): readonly string[] {
  const nodes = useDocument((state) => state.graph.nodes);
  return useMemo(
    () =>
      searchIds(
        search,
        nodes.map(({ id }) => id),
      ),
    [search, nodes],
  );
}

/** Selects a node and brings it into sight. */
export function showNode(id: string): void {
  useDocument.getState().select({ nodes: [id] });
  flowView.show(id);
}

/** Nodes that are on the canvas already, by name: pressing one selects and shows it. */
export function PlacedNodes({ nodes }: { readonly nodes: readonly string[] }) {
  const graph = useDocument((state) => state.graph);
  return (
    <div role="group" aria-label="On the canvas">
      <h2>On the canvas</h2>
      <ul>
        {nodes.slice(0, most).map((id) => {
          const nodeType = findNodeType(nodeOf(graph, id)?.type ?? "");
          return (
            <li key={id}>
              <button type="button" className="palette-placed" title={id} onClick={() => showNode(id)}>
                <span className="card-dot" data-category={nodeType?.category} />
                <span className="palette-name">{id}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {nodes.length > most && <p className="palette-none">and {nodes.length - most} more</p>}
    </div>
  );
}
