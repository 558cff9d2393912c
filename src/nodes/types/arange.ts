import { DiagnosticError } from "../../base/diagnostic.ts";
import { checkShape } from "../../tensor/shape.ts";
import { inField } from "../settings/inField.ts";
import { defineNodeType } from "../contract/nodeType.ts";

const LEAST = -(2 ** 31);

/** Gives whole numbers in a row. */
export const arange = defineNodeType({
  type: "arange",
  title: "Arange",
  category: "data",
  summary: "The whole numbers from start to end, by step.",
  help:
    "`start`, `start` + `step`, … as int32, without `end`: 0, 1, … `end` − 1 of shape `[end]` as it comes. With `index` it " +
    "plucks one element from each row; with an `embedding` of its own `num` it stands for positions.",
  torch: (_settings, names) => {
    const [start, end, step] = ["start", "end", "step"].map(names.setting) as [string, string, string];
    const range = step !== "1" ? [start, end, step] : start === "0" ? [end] : [start, end];
    return { data: [`${names.out.out} = torch.arange(${range.join(", ")})`] };
  },
  inputs: {},
  outputs: { out: { kind: "tensor", summary: "int32 [(end − start) / step]" } },
  settings: {
    start: { kind: "integer", default: "0", min: LEAST, summary: "the first number", minor: true },
    end: { kind: "integer", default: "32", min: LEAST, summary: "the first number that is left out" },
    step: { kind: "integer", default: "1", min: LEAST, summary: "how far apart they are", minor: true },
  },
  build: (_inputs, { start, end, step }, builder) => {
    const size = sizeOf(start, end, step);
    const values = builder.memo([start, step, size], () =>
      Int32Array.from({ length: size }, (_, at) => start + at * step),
    );
    const name = start === 0 && step === 1 ? builder.dimName("end") : null;
    return { out: { kind: "tensor", tensor: builder.constant("int32", [size], values), dims: [name] } };
  },
});

/** How many numbers there are. Throws PyTorch's sentences. */
function sizeOf(start: number, end: number, step: number): number {
  if (step === 0)
    throw DiagnosticError.of("step must be nonzero", {
      field: "step",
      plain: "Steps of 0 never come to the end.",
    });
  // What is not as it comes is what was set.
  const other = step !== 1 ? "step" : start !== 0 ? "start" : "end";
  const size = Math.ceil((end - start) / step);
  // Also where less than one step leads away, which is rounded to none.
  if ((end - start) * step < 0) {
    throw DiagnosticError.of("upper bound and larger bound inconsistent with step sign", {
      field: other,
      plain: `Steps of ${step} lead away from ${end}, ${-step} leads there.`,
    });
  }
  inField(other, () => checkShape([size]));
  const last = start + Math.max(0, size - 1) * step;
  for (const [field, value] of [
    ["start", start],
    ["end", last],
  ] as const) {
    if ((value | 0) !== value) throw DiagnosticError.of(`${value} does not fit into int32`, { field });
  }
  // An empty range has no −0.
  return size + 0;
}
