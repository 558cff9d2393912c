import { DiagnosticError } from "../base/diagnostic.ts";
import { elements } from "../base/stridedLayout.ts";
import { isFloat, SCALAR_TYPE } from "../tensor/dtype.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import type { CrossEntropyAttributes } from "./crossEntropyAttributes.ts";
import type { TensorSpec } from "./contract/op.ts";
import { counted, nameOf, sized, wantsFloats, wantsIndices } from "./plain/tensorInWords.ts";

/** An int32 target stands where PyTorch has a Long one. */
const TARGET_TYPE = { ...SCALAR_TYPE, int32: "Long" };

/**
 * Refuses what PyTorch refuses, in PyTorch's order and words, and then what it would take but Wiregrad does not: class
 * probabilities as target.
 */
export function checkCrossEntropy(logits: TensorSpec, target: TensorSpec, attributes: CrossEntropyAttributes): void {
  const rank = logits.shape.length;
  if (sameShape(logits.shape, target.shape)) {
    if (!isFloat(target.dtype)) {
      throw DiagnosticError.of(
        `Expected floating point type for target with class probabilities, got ${TARGET_TYPE[target.dtype]}`,
        { plain: ALIKE },
      );
    }
    throw DiagnosticError.of(
      `cross_entropy of logits ${formatShape(logits.shape)} and target ${formatShape(target.shape)} is not supported: ` +
        "expected class indices as target, got class probabilities",
      { plain: ALIKE },
    );
  }
  checkLabelSmoothing(attributes.label_smoothing ?? 0);
  if (rank === 0) {
    throw DiagnosticError.of("Dimension out of range (expected to be in range of [-1, 0], but got 1)", {
      plain: `${nameOf(logits, "logits")} is a single number; wanted is one a class.`,
    });
  }
  if (!isFloat(logits.dtype)) {
    const kernel = rank <= 2 ? "log_softmax_lastdim_kernel_impl" : "softmax_kernel_impl";
    throw DiagnosticError.of(`"${kernel}" not implemented for '${SCALAR_TYPE[logits.dtype]}'`, {
      plain: wantsFloats(logits, "logits"),
    });
  }
  const batch = target.shape[0] ?? 0;
  if (rank !== 1 && logits.shape[0] === 0 && target.shape.length === 0) {
    throw DiagnosticError.of("Dimension specified as 0 but tensor has no dimensions", {
      plain: `${sized(logits, "logits")} has no rows; a target has one class a row.`,
    });
  }
  if (rank !== 1 && logits.shape[0] !== batch) {
    throw DiagnosticError.of(`Expected input batch_size (${logits.shape[0]}) to match target batch_size (${batch}).`, {
      plain: batchInWords(logits, target),
    });
  }
  if (rank <= 2) checkRows(logits, target);
  else checkPlaces(logits, target);
  if (target.dtype !== "int32") {
    throw DiagnosticError.of(`expected scalar type Long but found ${TARGET_TYPE[target.dtype]}`, {
      plain: wantsIndices(target, "target"),
    });
  }
}

/** Refuses what PyTorch refuses, and also what is below 0 or nan, which PyTorch takes for 0 without a word. */
function checkLabelSmoothing(smoothing: number): void {
  if (smoothing >= 0 && smoothing <= 1) return;
  throw DiagnosticError.about(
    "label_smoothing",
    `label_smoothing must be between 0.0 and 1.0. Got: ${smoothing}`,
    "It is a share, from 0 to 1.",
  );
}

/** Logits `[c]` take a target `[]`, and `[n, c]` one of `[n]`. */
function checkRows(logits: TensorSpec, target: TensorSpec): void {
  if (target.shape.length > 1) {
    throw DiagnosticError.of("0D or 1D target tensor expected, multi-target not supported", {
      plain: multiInWords(logits, target),
    });
  }
  if (logits.shape.length === 1 && target.shape.length === 1) {
    throw DiagnosticError.of(
      `size mismatch (got input: ${formatShape(logits.shape)}, target: ${formatShape(target.shape)})`,
      {
        plain: "One row wants one class, without dimensions. Select takes one.",
      },
    );
  }
}

/** Logits `[n, c, d…]` take a target `[n, d…]`. PyTorch has sentences of its own for pictures, `[n, c, h, w]`. */
function checkPlaces(logits: TensorSpec, target: TensorSpec): void {
  const expected = logits.shape.toSpliced(1, 1);
  if (sameShape(expected, target.shape)) return;
  const plain = placesInWords(logits, target);
  if (logits.shape.length !== 4) {
    throw DiagnosticError.of(`Expected target size ${formatShape(expected)}, got ${formatShape(target.shape)}`, {
      plain,
    });
  }
  if (target.shape.length !== 3) {
    throw DiagnosticError.of(
      `only batches of spatial targets supported (3D tensors) but got targets of dimension: ${target.shape.length}`,
      { plain },
    );
  }
  throw DiagnosticError.of(
    `size mismatch (got input: ${formatShape(logits.shape)} , target: ${formatShape(target.shape)}`,
    { plain },
  );
}

const ALIKE = "Wanted is one whole number a row, the class. Argmax makes classes of scores.";

function batchInWords(logits: TensorSpec, target: TensorSpec): string {
  const rows = logits.shape[0]!;
  const has = target.shape.length === 0 ? "is a single number" : `has ${counted(target.shape[0]!, "row")}`;
  return `${sized(logits, "logits")} has ${counted(rows, "row")} of scores; each wants a class, and ${sized(target, "target")} ${has}.`;
}

/** Dimension 1 of several is the classes, which is not where one looks for them. */
function placesInWords(logits: TensorSpec, target: TensorSpec): string {
  const { shape } = logits;
  const wanted = shape.toSpliced(1, 1);
  const says = `Dimension 1 of ${sized(logits, "logits")} is the classes, so the target is ${formatShape(wanted)}.`;
  if (sameShape(shape.slice(0, -1), target.shape)) return `${says} Transpose moves the classes there.`;
  return says;
}

function multiInWords(logits: TensorSpec, target: TensorSpec): string {
  const [wants, count] = logits.shape.length === 1 ? ["one class", 1] : ["one class a row", logits.shape[0]!];
  const remedy = elements(target.shape) === count ? " View takes the other dimensions away." : "";
  return `${sized(logits, "logits")} wants ${wants}.${remedy}`;
}
