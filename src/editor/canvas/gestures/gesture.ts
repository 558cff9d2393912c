import { create } from "zustand";
import { useWiring } from "../wire/wiringStore.ts";

interface Gesture {
  /** While a drag that its reader did not mean is being ended: the cards go back to where they were. */
  readonly abandoned: boolean;
}

/** Returns what is being done to the gesture that goes on. */
export const useGesture = create<Gesture>()(() => ({ abandoned: false }));

/** Gives up the wire that is being drawn: nothing is wired, and no menu asks what should stand at its end. */
export function abandonWire(): void {
  useWiring.setState({ start: null, hint: null });
}
