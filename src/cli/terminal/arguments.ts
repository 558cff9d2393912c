import { InvalidArgumentError, Option } from "commander";
import { BACKENDS } from "./chosenBackend.ts";

/** Reads a whole number that is typed; throws where it is none, or less than `min`. */
export function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < min) {
      throw new InvalidArgumentError(`expected a whole number of at least ${min}, got ${JSON.stringify(text)}.`);
    }
    return value;
  };
}

/** Reads a number greater than 0 that is typed. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError(`expected a number greater than 0, got ${JSON.stringify(text)}.`);
  }
  return value;
}

/** Makes `--text`, which may be given several times. */
export function textOption(): Option {
  return new Option("-t, --text <file>", "a text file that the graph names; may be given several times")
    .argParser((value: string, before: readonly string[]) => [...before, value])
    .default([], "beside the graph");
}

/** Makes `--backend`. */
export function backendOption(): Option {
  return new Option(
    "--backend <name>",
    "what does the arithmetic: simd, or plain loops, with the same bits; the fastest where it is left out",
  ).choices(BACKENDS);
}

/**
 * Makes `--json`.
 *
 * @param result the object, in short, or what else is written.
 */
export function jsonOption(result: string, one = "the result as one JSON object"): Option {
  return new Option("--json", `${one}: ${result}`);
}

/** Is how the argument of a graph is described. */
export const GRAPH_ARGUMENT = "a graph (.json), one with what was trained (.wiregrad), a link, or - for standard input";
