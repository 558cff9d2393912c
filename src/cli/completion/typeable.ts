import type { Command, Option } from "commander";

/** Holds what can be typed after the program's name, as shells are told it. */
export interface Typeable {
  readonly program: string;
  readonly commands: readonly TypeableCommand[];
  readonly options: readonly TypeableOption[];
}

export interface TypeableCommand {
  readonly name: string;
  readonly about: string;
  readonly options: readonly TypeableOption[];
  /** What its arguments may be; files where that is open. */
  readonly arguments: "none" | "files" | readonly string[];
}

export interface TypeableOption {
  /** Without its dash; null where there is none. */
  readonly short: string | null;
  /** Without its dashes. */
  readonly long: string;
  readonly about: string;
  /** What follows it: nothing, a file, one of some words, or what no shell can know. */
  readonly takes: "nothing" | "file" | "text" | readonly string[];
  /** Whether it may be given several times. */
  readonly repeats: boolean;
}

/** What stands in the angle brackets of an option whose value is a file. */
const FILES = new Set(["file", "out", "graph"]);

/** Reads off a program of commander what can be typed: the list that its help shows, too. */
export function typeable(program: Command): Typeable {
  return {
    program: program.name(),
    options: optionsOf(program),
    commands: program.commands.map((command) => ({
      name: command.name(),
      about: firstClause(command.description()),
      options: optionsOf(command),
      arguments: argumentsOf(command),
    })),
  };
}

function optionsOf(command: Command): TypeableOption[] {
  // Help is everywhere, and in no list of commander's.
  const help: TypeableOption = {
    short: "h",
    long: "help",
    about: "say what can be typed",
    takes: "nothing",
    repeats: false,
  };
  return [...command.options.map(optionOf), help];
}

function optionOf({
  short,
  long,
  description,
  argChoices,
  flags,
  required,
  optional,
  defaultValue,
}: Option): TypeableOption {
  const value = /[<[]([^>\].]+)/.exec(flags)?.[1] ?? "";
  const takes = required || optional ? (argChoices ?? (FILES.has(value) ? "file" : "text")) : "nothing";
  const about = firstClause(description);
  return {
    short: short?.slice(1) ?? null,
    long: long?.slice(2) ?? "",
    about,
    takes,
    repeats: Array.isArray(defaultValue),
  };
}

function argumentsOf({ registeredArguments: [first] }: Command): TypeableCommand["arguments"] {
  return first === undefined ? "none" : (first.argChoices ?? "files");
}

/** Shells show one short line. */
function firstClause(description: string): string {
  return description.split(/[:;(,]/)[0]!.trim();
}
