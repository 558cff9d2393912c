import { create } from "zustand";

/** What the reader wants; `auto` is as the system has it. */
export type ColourChoice = "light" | "dark" | "auto";

interface ColourScheme {
  readonly choice: ColourChoice;
  /** The colours in force. Canvases draw by it; stylesheets go by `data-colours` on the root element. */
  readonly scheme: "light" | "dark";
}

/** Also read by `public/colours.js`, before anything is painted. */
const key = "wiregrad/colours";

export const useColourScheme = create<ColourScheme>()(() => ({ choice: "auto", scheme: "light" }));

function remembered(): ColourChoice {
  try {
    const choice = localStorage.getItem(key);
    return choice === "light" || choice === "dark" ? choice : "auto";
  } catch {
    return "auto";
  }
}

function apply(choice: ColourChoice, systemIsDark: boolean): void {
  const scheme = choice === "auto" ? (systemIsDark ? "dark" : "light") : choice;
  // The stylesheets first: whoever hears of the change reads the colours from them.
  document.documentElement.dataset["colours"] = scheme;
  useColourScheme.setState({ choice, scheme });
}

/** Puts the remembered colours in force, and follows the system. */
export function startColourScheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  apply(remembered(), system.matches);
  system.addEventListener("change", () => apply(useColourScheme.getState().choice, system.matches));
}

/** Puts other colours in force and remembers them. */
export function chooseColours(choice: ColourChoice): void {
  apply(choice, matchMedia("(prefers-color-scheme: dark)").matches);
  try {
    if (choice === "auto") localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  } catch {
    // Then it is as the system has it next time.
  }
}
