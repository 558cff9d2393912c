import type { IconName } from "../Icon.tsx";
import type { Keys } from "../keys/keys.ts";

/** What a command says of itself: always the same, or as the editor stands. */
type Said<Editor, T> = T | ((editor: Editor) => T);

/** Describes a command as it is written down. */
export interface Definition<Editor> {
  /** Unlike any other command's. */
  readonly id: string;
  /** Its name on buttons and in menus. */
  readonly label: Said<Editor, string>;
  readonly icon?: Said<Editor, IconName>;
  /** What it does, for the tip of its button, which adds its keys. */
  readonly hint?: Said<Editor, string>;
  /** What it does, for the list of keys in Help. */
  readonly help?: string;
  /** Its keys; several of the same meaning, of which the first is shown. */
  readonly keys?: Keys | readonly Keys[];
  /**
   * Where its keys are heard: on the page, but where a text is typed, which only function keys are heard in; everywhere,
   * while typing too; or on the canvas: wherever no field has the focus and nothing lies over the page. On the page unless said.
   */
  readonly heard?: "page" | "everywhere" | "canvas";
  /** Why it cannot be done now, in a sentence; null where it can. */
  readonly unavailable?: (editor: Editor) => string | null;
  /** Whether what it switches is on; only of a switch. */
  readonly pressed?: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
}

/** Describes something that a reader can do by a button, a menu or keys. `Editor` is what it needs of the editor. */
export interface Command<Editor> extends Definition<Editor> {
  readonly keys: readonly Keys[];
  readonly heard: "page" | "everywhere" | "canvas";
}

/** Makes a command of its definition. */
export function defineCommand<Editor = unknown>(definition: Definition<Editor>): Command<Editor> {
  const { keys = [], heard = "page" } = definition;
  return { ...definition, keys: typeof keys === "string" ? [keys] : keys, heard };
}

/** Says how a command looks as the editor stands. */
export interface CommandLook {
  readonly label: string;
  readonly icon: IconName | undefined;
  /** With its keys. */
  readonly hint: string | undefined;
  readonly unavailable: string | null;
  readonly pressed: boolean | undefined;
}

/** Gives how a command looks as the editor stands. */
export function lookOf<Editor>(command: Command<Editor>, editor: Editor): CommandLook {
  const said = <T extends string>(what: Said<Editor, T>): T => (typeof what === "function" ? what(editor) : what);
  return {
    label: said(command.label),
    icon: command.icon === undefined ? undefined : said(command.icon),
    hint: command.hint === undefined ? undefined : withKeys(said(command.hint), command),
    unavailable: command.unavailable?.(editor) ?? null,
    pressed: command.pressed?.(editor),
  };
}

/** Adds a command's keys to a sentence about it: `Over one node (F10)`. */
export function withKeys(sentence: string, { keys }: { readonly keys: readonly Keys[] }): string {
  return keys[0] === undefined ? sentence : `${sentence} (${keys[0]})`;
}

/** Runs a command, unless it cannot be done now. */
export function runCommand<Editor>(command: Command<Editor>, editor: Editor): void {
  if ((command.unavailable?.(editor) ?? null) === null) command.run(editor);
}
