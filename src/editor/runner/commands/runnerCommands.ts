import { playSlowly, runPass, runToSelected, stepBack, stepBackInto, stepInto, stepOut, stepOver } from "./stepping.ts";
import { toggleBreakpoint } from "./toggleBreakpoint.ts";
import { iterate, iterateMany, reset, train } from "./training.ts";

/** Holds the commands that run the document, in the order of Help. */
export const runnerCommands = [
  train,
  iterate,
  iterateMany,
  stepOver,
  stepInto,
  stepOut,
  stepBack,
  stepBackInto,
  runPass,
  runToSelected,
  toggleBreakpoint,
  playSlowly,
  reset,
] as const;

/** Holds those of the debugger's bar, from back to on. */
export const debuggerBar = [
  stepBackInto,
  stepBack,
  stepOver,
  stepInto,
  stepOut,
  runPass,
  runToSelected,
  toggleBreakpoint,
] as const;
