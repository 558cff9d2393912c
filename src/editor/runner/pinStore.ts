import { create } from "zustand";
import type { Position } from "../../protocol/position.ts";
import { useDocument } from "../document/documentStore.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";

/** Describes a tensor as it was, to be compared with what it becomes. */
export interface Pin {
  /** All of it. */
  readonly tensor: TensorRegion;
  /** Where the cursor stood. */
  readonly at: Position;
  /** Of this document. */
  readonly documentId: string;
}

/** Holds what the grid shows of a pinned tensor. */
export type PinShow = "now" | "pinned" | "change";

interface Pins {
  readonly pins: ReadonlyMap<string, Pin>;
  readonly show: PinShow;
  readonly pin: (tensor: TensorRegion, at: Position) => void;
  readonly unpin: (ref: TensorRef) => void;
  readonly setShow: (show: PinShow) => void;
}

export const usePins = create<Pins>()((set, get) => ({
  pins: new Map(),
  show: "change",
  pin(tensor, at) {
    const { documentId } = useDocument.getState();
    const here = [...get().pins].filter(([, pin]) => pin.documentId === documentId);
    set({ pins: new Map([...here, [keyOf(tensor), { tensor, at, documentId }]]), show: "change" });
  },
  unpin(ref) {
    const pins = new Map(get().pins);
    pins.delete(keyOf(ref));
    set({ pins });
  },
  setShow: (show) => set({ show }),
}));

/** Returns the pin of a tensor of the open document, while the tensor has the shape that it had. */
export function usePin(ref: TensorRef, shape: readonly number[]): Pin | null {
  const documentId = useDocument((state) => state.documentId);
  const pin = usePins((state) => state.pins.get(keyOf(ref)));
  return pin?.documentId === documentId && pin.tensor.shape.join() === shape.join() ? pin : null;
}

function keyOf({ node, port, side }: TensorRef): string {
  return `${node}.${port} ${side}`;
}
