import { create } from "zustand";
import { KeptValue } from "./keptValue.ts";

/** Holds what the reader wants; `auto` is as the system has it. */
export type ColourChoice = "light" | "dark" | "auto";

interface ColourScheme {
  readonly choice: ColourChoice;
  /** The colours in force. Canvases draw by it; stylesheets go by `data-colours` on the root element. */
  readonly scheme: "light" | "dark";
}

/** Kept as the word alone: `public/colours.js` reads it, before anything is painted. */
const kept = new KeptValue<Pick<ColourScheme, "choice">>(
  "wiregrad/colours",
  { choice: "auto" },
  (choice) => ({ choice: choice === "light" || choice === "dark" ? choice : "auto" }),
  { read: (text) => text, write: ({ choice }) => choice },
);

export const useColourScheme = create<ColourScheme>()(() => ({ choice: "auto", scheme: "light" }));
kept.keepIn(useColourScheme);

function apply(choice: ColourChoice, systemIsDark: boolean): void {
  const scheme = choice === "auto" ? (systemIsDark ? "dark" : "light") : choice;
  // The stylesheets first: whoever hears of the change reads the colours from them.
  document.documentElement.dataset["colours"] = scheme;
  useColourScheme.setState({ choice, scheme });
}

/** Puts the remembered colours in force, and follows the system. */
export function startColourScheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  apply(useColourScheme.getState().choice, system.matches);
  system.addEventListener("change", () => apply(useColourScheme.getState().choice, system.matches));
}

/** Puts other colours in force and remembers them. */
export function chooseColours(choice: ColourChoice): void {
  apply(choice, matchMedia("(prefers-color-scheme: dark)").matches);
}
