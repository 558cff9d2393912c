import { hasRole } from "../../../nodes/catalogue.ts";
import { nodeOf } from "../../document/graphIndex.ts";
import { useDocument } from "../../document/documentStore.ts";
import type { Used } from "../../runner/usedCells.ts";
import type { Why } from "./whyTypes.ts";
import type { Region } from "../../../base/region.ts";
import type { TensorRef } from "../../../protocol/tensorRef.ts";

/** Describes a cell in the arithmetic that is pointed at; nan where its index is a letter that runs. */
export interface Pointed {
  readonly tensor: string;
  readonly index: readonly number[];
}

/** Returns what is pointed at: a cell, or where a letter runs, the row or the column. */
export function pointedRegion({ index }: Pointed, shape: readonly number[]): Region {
  return {
    start: index.map((at) => (Number.isNaN(at) ? 0 : at)),
    size: index.map((at, axis) => (Number.isNaN(at) ? shape[axis]! : 1)),
  };
}

/** By the name that its picture has: a card shows a free parameter as its node's output. */
function asOnCard(ref: TensorRef): TensorRef {
  const node = nodeOf(useDocument.getState().graph, ref.node);
  return node !== undefined && hasRole(node, "parameter") ? { ...ref, port: "out" } : ref;
}

/**
 * Returns the number that is explained, of a tensor of this shape, and all that it was made of; or only what is pointed
 * at.
 */
export function usedCells({ cell, tensors }: Why, shape: readonly number[], pointed: Pointed | null): Used[] {
  const tensor = pointed === null ? undefined : tensors[pointed.tensor];
  if (pointed !== null && tensor !== undefined) {
    return [{ ...asOnCard(tensor.ref), shape: tensor.shape, regions: [pointedRegion(pointed, tensor.shape)] }];
  }
  const own = { ...asOnCard(cell), shape, regions: [{ start: cell.index, size: cell.index.map(() => 1) }] };
  return [
    own,
    ...Object.values(tensors).map(({ ref, shape: sizes, regions }) => ({ ...asOnCard(ref), shape: sizes, regions })),
  ];
}
