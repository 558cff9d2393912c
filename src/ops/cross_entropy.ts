import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat, SCALAR_TYPE } from "../tensor/dtype.ts";
import { formatShape, sameShape, type Shape } from "../tensor/shape.ts";
import { defineOp, type TensorSpec } from "./op.ts";
import { exponentials } from "./why/exponentials.ts";
import { formula } from "./why/formula.ts";
import { literal } from "./why/term.ts";

/** An int32 target stands where PyTorch has a Long one. */
const TARGET_TYPE = { ...SCALAR_TYPE, int32: "Long" };

const negativeMean = formula("-(s / n)");
const passed = formula("d * s");
const difference = formula("(exp(l) - (target == j)) / n");

/** `torch.nn.functional.cross_entropy` with class indices and the mean over the batch. */
export const crossEntropy = defineOp({
  name: "cross_entropy",
  summary: "The mean negative log-likelihood of the targets under the softmax of the logits.",
  inputs: ["logits", "target"],
  shape({ logits, target }) {
    check(logits, target);
    return {
      dtype: logits.dtype,
      shape: [],
      saved: { logProbabilities: { dtype: logits.dtype, shape: logits.shape } },
    };
  },
  forward({ logits, target }, loss, { kernels, saved }) {
    kernels.crossEntropy(logits, target, loss, saved.logProbabilities!);
  },
  // dlogits += dloss / n · (softmax(logits) − one_hot(target)).
  backward({ target }, dloss, grads, { kernels, saved }) {
    if (grads.logits !== undefined) {
      kernels.crossEntropyBackward(saved.logProbabilities!, target, dloss, grads.logits);
    }
  },
  why: {
    forward(_, { inputs: { logits, target }, saved: { logProbabilities }, sum }) {
      const s = sum([{ size: logits.shape[0]! }], ([i]) => logProbabilities!.at([i!, target.at([i!])]));
      return negativeMean({ s, n: literal(logits.shape[0]!) });
    },
    backward(_, [i, j], { inputs: { logits, target }, saved: { logProbabilities }, dy }) {
      const slope = difference({
        l: logProbabilities!.at([i!, j!]),
        target: target.at([i!]),
        j: literal(j!),
        n: literal(logits.shape[0]!),
      });
      return passed({ d: dy.at([]), s: slope });
    },
    saved: (_, at, from) => exponentials(from.inputs.logits, 1, at, from).logProbability,
  },
  torch: ({ logits, target }) => `F.cross_entropy(${logits}, ${target})`,
  examples: [
    { inputs: { logits: [[0, 0, 0, 0]], target: [1] }, integers: ["target"], out: 1.386294365 },
    {
      inputs: {
        logits: [
          [1, 2, 3],
          [1, 2, 3],
        ],
        target: [2, 0],
      },
      integers: ["target"],
      out: 1.407605886,
    },
  ],
});

/** PyTorch's checks in PyTorch's order, then what it would take but Wiregrad does not. */
function check(logits: TensorSpec, target: TensorSpec): void {
  const rank = logits.shape.length;
  if (sameShape(logits.shape, target.shape)) {
    if (!isFloat(target.dtype)) {
      throw DiagnosticError.of(
        `Expected floating point type for target with class probabilities, got ${TARGET_TYPE[target.dtype]}`,
      );
    }
    throw unsupported(logits.shape, target.shape, "class indices as target, got class probabilities");
  }
  if (!isFloat(logits.dtype)) {
    throw DiagnosticError.of(`"log_softmax_lastdim_kernel_impl" not implemented for '${SCALAR_TYPE[logits.dtype]}'`);
  }
  if (rank === 0) throw DiagnosticError.of("Expected 1 or more dimensions (got 0)");
  const batch = target.shape[0] ?? 0;
  if (rank !== 1 && logits.shape[0] !== batch) {
    throw DiagnosticError.of(`Expected input batch_size (${logits.shape[0]}) to match target batch_size (${batch}).`);
  }
  if (rank <= 2) {
    if (target.shape.length > 1) {
      throw DiagnosticError.of("0D or 1D target tensor expected, multi-target not supported");
    }
    if (rank === 1 && target.shape.length === 1) {
      throw DiagnosticError.of(
        `size mismatch (got input: ${formatShape(logits.shape)}, target: ${formatShape(target.shape)})`,
      );
    }
  } else {
    const expected = [logits.shape[0]!, ...logits.shape.slice(2)];
    if (!sameShape(expected, target.shape)) {
      throw DiagnosticError.of(`Expected target size ${formatShape(expected)}, got ${formatShape(target.shape)}`);
    }
  }
  if (target.dtype !== "int32") {
    throw DiagnosticError.of(`expected scalar type Long but found ${TARGET_TYPE[target.dtype]}`);
  }
  if (rank !== 2) throw unsupported(logits.shape, target.shape, "logits [n, classes] and target [n]");
}

function unsupported(logits: Shape, target: Shape, expected: string): DiagnosticError {
  return DiagnosticError.of(
    `cross_entropy of logits ${formatShape(logits)} and target ${formatShape(target)} is not supported: expected ${expected}`,
  );
}
