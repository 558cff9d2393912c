import type { KeyboardEvent } from "react";
import { isPressed } from "../../kit/keys/keys.ts";
import { toggleBreakpoint } from "../../runner/commands/toggleBreakpoint.ts";

/** Returns what hears a breakpoint's keys on what has the keyboard: they mean that, whatever is selected. */
export function onBreakpointKey(toggle: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (!toggleBreakpoint.keys.some((keys) => isPressed(keys, event))) return;
    event.preventDefault();
    toggle();
  };
}
