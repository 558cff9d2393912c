import { create } from "zustand";
import type { PortKind } from "../../../nodes/contract/port.ts";

/** Says where a wire that is being drawn starts. */
export interface WiringStart {
  /** `node.port`. */
  readonly endpoint: string;
  /** The end that is already there: an output looks for an input, an input for an output. */
  readonly end: "output" | "input";
  readonly kind: PortKind | null;
}

/** Holds what the reader is told at the pointer while drawing a wire. */
export interface WiringHint {
  readonly tone: "refused" | "warned" | "fits";
  readonly text: string;
  /** The same once more in plain words. */
  readonly plain?: string | undefined;
}

interface WiringState {
  readonly start: WiringStart | null;
  readonly hint: WiringHint | null;
}

/** Returns the wire that is being drawn, if there is one. Nothing of it is in the document yet. */
export const useWiring = create<WiringState>()(() => ({ start: null, hint: null }));
