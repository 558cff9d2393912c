import { formatDimNames, formatDims } from "../../views/formatDims.ts";
import { formatCount } from "../../base/formatNumber.ts";
import type { PortReport, TensorReport } from "../../protocol/portReport.ts";

/** Returns what a wire carries, in as few letters as can be: `32×3×2`, `3 × 32×2`, `32,033 lines`. */
export function briefPort(report: PortReport): string {
  switch (report.kind) {
    case "words":
      return counted(report.count, "line");
    case "ids":
      return counted(report.count, "sequence");
    case "tensor":
      return formatDims(report.shape);
    case "tensors": {
      const alike = commonShape(report.tensors);
      const { length } = report.tensors;
      return alike === null ? counted(length, "tensor") : `${length} × ${formatDims(alike)}`;
    }
  }
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns the same in full: `float32 [32, 3, 2]: N × block_size × n_embd`. */
export function describePort(report: PortReport): string {
  switch (report.kind) {
    case "words":
      return `${counted(report.count, "line")} of text`;
    case "ids":
      return `${counted(report.count, "sequence")} of integers, vocabulary ${formatCount(report.vocabSize)}`;
    case "tensor": {
      const { shape, dims, dtype } = report;
      const names = dims.some((name) => name !== null) ? `: ${formatDimNames(shape, dims)}` : "";
      return `${dtype} [${shape.join(", ")}]${names}`;
    }
    case "tensors": {
      const [first] = report.tensors;
      if (first === undefined) return "a list of no tensors";
      if (report.tensors.length === 1) return `a list of one tensor, ${describePort(first)}`;
      const all = commonShape(report.tensors) === null ? report.tensors : [first];
      return `a list of ${report.tensors.length} tensors, ${all.length === 1 ? "each " : ""}${all.map(describePort).join("; ")}`;
    }
  }
}

/** The shape that all of them have, or null. */
function commonShape([first, ...rest]: readonly TensorReport[]): TensorReport["shape"] | null {
  const alike = first !== undefined && rest.every(({ shape }) => shape.join() === first.shape.join());
  return alike ? first.shape : null;
}
