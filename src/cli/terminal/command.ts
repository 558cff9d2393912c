import type { Command } from "commander";
import type { Terminal } from "./terminal.ts";

/** Runs what a command does, and ends the command line with the code that it gives. */
export type Act = (task: (terminal: Terminal) => Promise<number>) => Promise<void>;

/** Describes a command of the command line. */
export interface CliCommand {
  readonly name: string;
  /** What it does, after `wiregrad NAME`: in small letters, without a full stop. */
  readonly summary: string;
  /** Says what can be typed after the name, and calls `act` with what is then done. */
  readonly declare: (command: Command, act: Act) => unknown;
}

/** Defines a command; its line in `commands.ts` puts it into the command line, its help and the shells' completion. */
export function defineCommand(command: CliCommand): CliCommand {
  return command;
}
