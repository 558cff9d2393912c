import type { CliCommand } from "../terminal/command.ts";
import { check } from "./check.ts";
import { completion } from "./completion.ts";
import { diff } from "./diff.ts";
import { evaluate } from "./eval.ts";
import { exportTo } from "./export.ts";
import { fmt } from "./fmt.ts";
import { importFrom } from "./import.ts";
import { newGraph } from "./new.ts";
import { run } from "./run.ts";
import { sample } from "./sample.ts";
import { train } from "./train.ts";

/** Holds all commands, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  newGraph,
  check,
  run,
  train,
  evaluate,
  sample,
  exportTo,
  importFrom,
  diff,
  fmt,
  completion,
];
