import type { PortReport } from "../../session/protocol.ts";
import { formatDimNames, formatDims } from "../../views/formatDims.ts";
import { formatCount } from "../../views/formatNumber.ts";

/** What a wire carries, in as few letters as can be: `32×3×2`, `32,033 words`. */
export function briefPort(report: PortReport): string {
  switch (report.kind) {
    case "words":
      return `${formatCount(report.count)} words`;
    case "ids":
      return `${formatCount(report.count)} sequences`;
    case "tensor":
      return formatDims(report.shape);
  }
}

/** The same in full: `float32 [32, 3, 2]: N × block_size × n_embd`. */
export function describePort(report: PortReport): string {
  switch (report.kind) {
    case "words":
      return `${formatCount(report.count)} lines of text`;
    case "ids":
      return `${formatCount(report.count)} sequences of integers, vocabulary ${formatCount(report.vocabSize)}`;
    case "tensor": {
      const { shape, dims, dtype } = report;
      const names = dims.some((name) => name !== null) ? `: ${formatDimNames(shape, dims)}` : "";
      return `${dtype} [${shape.join(", ")}]${names}`;
    }
  }
}
