import { DiagnosticError } from "../../base/diagnostic.ts";
import { elements } from "../../base/stridedLayout.ts";
import { tableShape, type Table } from "../../expression/table.ts";
import { inferShape } from "../../ops/view.ts";
import { checkShape, formatShape, type Shape } from "../../tensor/shape.ts";
import { inField } from "../settings/inField.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import type { ResolvedShape } from "../settings/kinds/shape.ts";
import { spelledNumber } from "../settings/kinds/spelledNumber.ts";
import { wholeNumber } from "../settings/kinds/wholeNumber.ts";

/** Gives numbers as they are typed, or a table that was pasted. */
export const constant = defineNodeType({
  type: "constant",
  title: "Constant",
  category: "data",
  summary: "A tensor of the numbers that you type or paste.",
  help:
    "The numbers, row by row, in the shape that is set (empty: that of the rows, or a single number; one size may be -1). " +
    "One number fills any shape. A table can be pasted: each line is a row, with commas, tabs or semicolons between the " +
    "numbers; a first line of names is left out, and where semicolons or tabs separate, 1,5 is 1.5. If the numbers of a " +
    "table do not fill the shape that is set, it keeps its own: rows by columns, or one dimension for one column. " +
    "Each entry is an expression, or `nan`, `inf`, `-inf`. A constant is never trained.",
  torch: (_settings, names) => ({ data: [`${names.out.out} = ${names.numbers("out")}`] }),
  inputs: {},
  outputs: { out: { kind: "tensor", summary: "the shape that is set, or that of the rows" } },
  settings: {
    values: { kind: "table", default: "1, 2, 3", summary: "numbers separated by commas, each row on a line" },
    shape: {
      kind: "shape",
      default: "3",
      optional: true,
      summary: "sizes separated by commas, one may be -1; empty: that of the rows",
    },
    dtype: { kind: "choice", default: "float32", options: ["float32", "int32"], summary: "floats or integers" },
  },
  build: (_inputs, { values: table, shape: wanted, dtype }, builder) => {
    const values = table.rows.flat();
    const { shape, names, note } = shapeOf(table, values.length, wanted);
    inField("shape", () => checkShape(shape));
    const numbers = dtype === "int32" ? values.map(wholeOf) : values;
    const count = elements(shape);
    const [first] = numbers;
    const all = numbers.length === count ? numbers : builder.memo([first, count], () => filled(count, first!));
    builder.describe([
      ...(table.header === null ? [] : [`header left out: ${table.header.join(", ")}`]),
      ...(table.decimalCommas ? ["decimal commas: 1,5 is 1.5"] : []),
      ...(note === null ? [] : [note]),
    ]);
    return { out: { kind: "tensor", tensor: builder.constant(dtype, shape, all), dims: names } };
  },
});

interface Chosen {
  readonly shape: Shape;
  readonly names: readonly (string | null)[];
  /** What a reader may not expect. */
  readonly note: string | null;
}

/** The shape that is set, if the numbers fill it; else, of a table of several lines, its own. */
function shapeOf(table: Table, count: number, { sizes, texts }: ResolvedShape): Chosen {
  const own = (note: string | null): Chosen => {
    const shape = inField("values", () => tableShape(table));
    return { shape, names: shape.map(() => null), note };
  };
  if (sizes.length === 0 && count > 0) return own(null);
  if (sizes.includes(-1)) {
    const shape = inField("shape", () => inferShape(sizes, count));
    return { shape, names: namesOf(texts), note: null };
  }
  inField("shape", () => checkShape(sizes));
  const wanted = elements(sizes);
  if (count === wanted || count === 1) return { shape: sizes, names: namesOf(texts), note: null };
  if (table.rows.length > 1 || table.header !== null) {
    const { shape } = own(null);
    return own(`shape ${formatShape(shape)}, that of the rows: ${count} numbers do not fill ${formatShape(sizes)}`);
  }
  throw DiagnosticError.of(
    `expected ${wanted} numbers (or one for all) for shape ${formatShape(sizes)}, got ${count}`,
    { field: "values" },
  );
}

/** Sizes that say more than a number. */
function namesOf(texts: readonly string[]): (string | null)[] {
  return texts.map((text) => (/^-?\d+$/.test(text) ? null : text));
}

function wholeOf(value: number): number {
  const whole = wholeNumber(value);
  if (whole !== null && whole === (whole | 0)) return whole;
  throw DiagnosticError.of(`expected whole numbers for int32, got ${spelledNumber(value)}`, { field: "values" });
}

function filled(count: number, value: number): Float64Array {
  return new Float64Array(count).fill(value);
}
