import { boolean } from "./boolean.ts";
import { choice } from "./choice.ts";
import { file } from "./file.ts";
import { formula } from "./formula.ts";
import { integer } from "./integer.ts";
import { number } from "./number.ts";
import { numbers } from "./numbers.ts";
import { schedule } from "./schedule.ts";
import { shape } from "./shape.ts";
import { table } from "./table.ts";
import { text } from "./text.ts";

/** Holds the kinds of settings there are, by name. */
export const settingKinds = {
  integer,
  number,
  schedule,
  shape,
  numbers,
  table,
  formula,
  choice,
  boolean,
  text,
  file,
} as const;
