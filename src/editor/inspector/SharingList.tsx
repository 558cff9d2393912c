import { formatDims } from "../../views/formatDims.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { useDocument } from "../document/documentStore.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";

/** Shows the other tensors that lie in the same storage: no number was copied between them. */
export function SharingList({ layout }: { readonly layout: TensorRegion }) {
  const { sharing, storageBytes, side } = layout;
  if (sharing.length === 0) {
    const own = side === "grad" ? "A gradient has a storage of its own." : "Nobody: these numbers are its own,";
    return (
      <p className="inspect-help">
        {side === "grad" ? own : `${own} ${formatCount(storageBytes)} bytes that nothing else looks at.`}
      </p>
    );
  }
  return (
    <>
      <p className="inspect-help">Not a number was copied: these look at the same bytes in another way.</p>
      <ul className="storage-sharing">
        {sharing.map(({ node, port, shape, stride, offset }) => (
          <li key={`${node}.${port}`}>
            <button
              type="button"
              className="inspect-link"
              onClick={() => {
                useInspected.getState().showPort(node, port);
                useDocument.getState().select({ nodes: [node] });
              }}
            >
              {`${node}.${port}`}
            </button>
            <span>{` ${formatDims(shape)}, stride ${stride.join(", ") || "–"}, offset ${offset}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
