type Letter =
  | ("A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L" | "M")
  | ("N" | "O" | "P" | "Q" | "R" | "S" | "T" | "U" | "V" | "W" | "X" | "Y" | "Z");
type FunctionKey = `F${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;
type Key = Letter | FunctionKey | "Delete" | "Backspace" | "Escape" | "Left" | "Right" | "?" | "/";

/** Keys that are pressed together, as people write them: `F10`, `Shift F11`, `Ctrl Shift Z`. Ctrl is a Mac's Cmd as well. */
export type Keys = `${"Ctrl " | ""}${"Alt " | ""}${"Shift " | ""}${Key}`;

/** What is asked of a key event, the browser's own or React's. */
interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Keys that browsers name otherwise than people do. */
const eventKeys: Readonly<Record<string, string>> = { Left: "ArrowLeft", Right: "ArrowRight" };

function split(keys: Keys): { readonly held: readonly string[]; readonly key: string } {
  const parts = keys.split(" ");
  const last = parts.pop() ?? "";
  return { held: parts, key: eventKeys[last] ?? last };
}

/** Says whether an event is the press of these keys, and of no others with them. */
export function isPressed(keys: Keys, event: Pressed): boolean {
  const { held, key } = split(keys);
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  if (held.includes("Ctrl") !== (event.ctrlKey || event.metaKey) || held.includes("Alt") !== event.altKey) return false;
  // A sign such as ? may need Shift, and whoever holds it to select several cards presses Delete without letting go.
  const shiftCounts = /^([A-Z]|F\d+)$/.test(key);
  return !shiftCounts || held.includes("Shift") === event.shiftKey;
}

/** Writes keys as `aria-keyshortcuts` wants them: `Control+Shift+Z`, several apart. */
export function ariaKeys(all: readonly Keys[]): string | undefined {
  const written = all.map((keys) => {
    const { held, key } = split(keys);
    return [...held.map((name) => (name === "Ctrl" ? "Control" : name)), key].join("+");
  });
  return written.length === 0 ? undefined : written.join(" ");
}

/** Writes keys in a row, what is held with them once: `Ctrl A, D, Delete and F2`. */
export function listKeys(all: readonly Keys[]): string {
  const written = all.map((keys, at) => {
    const held = split(keys).held.join(" ");
    const before = all[at - 1];
    const said = before !== undefined && held !== "" && split(before).held.join(" ") === held;
    return said ? keys.slice(held.length + 1) : keys;
  });
  return written.length < 2 ? written.join("") : `${written.slice(0, -1).join(", ")} and ${written.at(-1)}`;
}
