import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { quote } from "../../base/quote.ts";
import { add } from "../../ops/add.ts";
import { matmul } from "../../ops/matmul.ts";
import { biasInitializer, initHelp, initializer, initSettings } from "../families/initializer.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { biasDrawnBy, drawnBy } from "../families/drawnBy.ts";
import { line } from "../families/line.ts";
import type { TensorValue } from "../contract/value.ts";
import { checkShape } from "../../tensor/shape.ts";
import { inField } from "../settings/inField.ts";
import { eachWhere, isSplit, rankOf } from "../families/byRows.ts";

/** Is a layer of neurons: every output a weighted sum of the inputs, plus a bias. */
export const linear = defineNodeType({
  type: "linear",
  title: "Linear",
  category: "parameters",
  summary: "A layer of neurons: x @ W + b.",
  help:
    "Multiplies the last dimension of `x` with the weight `W` of shape [in, out] and adds the bias `b` of shape [out], " +
    "broadcast over the rows. W lies as in the notebook, the transpose of torch.nn.Linear's. Leave `in` empty to take " +
    "it from `x`; say it, as nn.Linear does, to be told when x does not fit. Wire `W` or `b` to share them. " +
    `${initHelp} b is drawn as W is; with kaiming_normal and xavier_uniform it is 0.`,
  told: {
    forward: "{0.a rows} times {0.b columns}[, plus {1.b}]",
    backward: {
      "0.a": "{y}.grad · {0.b}, summed over {0.b columnCount}",
      "0.b": "{y}.grad · {0.a}, summed over {0.a rowCount}",
      "1.b": "{y}.grad, summed over {0.a rowCount}",
    },
  },
  pythonNames: { W: "W", b: "b" },
  torch: (settings, names) => {
    const {
      in: { x, W, b },
      own,
      sizes,
      setting,
    } = names;
    // A weight that is wired in has as many inputs as x: `in` is said of the node's own.
    const fanIn = settings.in === null || W !== undefined ? sizes("x").at(-1)! : setting("in");
    const fanOut = setting("out");
    const weight = W ?? own("W");
    const offset = b ?? (settings.bias ? own("b") : null);
    return {
      parameters: [
        ...(W === undefined ? [`${weight} = ${drawnBy(settings, [fanIn, fanOut], names)}`] : []),
        ...(b === undefined && offset !== null ? [`${offset} = ${biasDrawnBy(settings, [fanIn, fanOut], names)}`] : []),
      ],
      ...line(names.out.out, `${x} @ ${weight}${offset === null ? "" : ` + ${offset}`}`),
    };
  },
  module: (settings, names, self) => {
    const {
      in: { x, W, b },
      sizes,
      setting,
    } = names;
    if (W !== undefined) return null;
    const fanIn = settings.in === null ? sizes("x").at(-1)! : setting("in");
    const offset = b === undefined ? "" : ` + ${b}`;
    const options = settings.bias && b === undefined ? "" : ", bias=False";
    return {
      made: `nn.Linear(${fanIn}, ${setting("out")}${options})`,
      ...line(names.out.out, `${self}(${x})${offset}`),
    };
  },
  byRows: (_settings, { x, W, b }) => eachWhere(rankOf(x) > 1 && !isSplit(W) && !isSplit(b)),
  inputs: {
    x: { kind: "tensor", summary: "[…, in]" },
    W: { kind: "tensor", optional: true, summary: "a shared weight [in, out] in place of the node's own" },
    b: { kind: "tensor", optional: true, summary: "a shared bias [out] in place of the node's own" },
  },
  outputs: { out: { kind: "tensor", summary: "[…, out]" } },
  settings: {
    in: { kind: "integer", default: "", min: 1, optional: true, summary: "inputs of each neuron; empty: as x has" },
    out: { kind: "integer", default: "100", min: 1, summary: "neurons, the size of the last dimension" },
    bias: { kind: "boolean", default: true, summary: "whether to add b" },
    ...initSettings,
  },
  build: ({ x, W, b }, { in: inFeatures, out, bias, init, gain }, builder) => {
    const own = W === undefined ? inFeatures : null;
    const shape: [number, number] = [own ?? lastSize(x), out];
    checkSize(shape, own, builder.wiredFrom("x"));
    const weight = W?.tensor ?? builder.parameter("W", shape, initializer(init, gain, shape));
    const product = builder.apply(matmul, { a: x.tensor, b: weight });
    const dims = [...x.dims.slice(0, -1), W === undefined ? builder.dimName("out") : (W.dims[1] ?? null)];
    if (!bias && b === undefined) return { out: { kind: "tensor", tensor: product, dims } };
    const offset = b?.tensor ?? builder.parameter("b", [out], biasInitializer(init, gain, shape));
    return { out: { kind: "tensor", tensor: builder.apply(add, { a: product, b: offset }), dims } };
  },
});

/** Of two sizes it is the larger that is too large; one that x has is said to be x's, by the output that is wired. */
function checkSize([size, out]: readonly [number, number], inFeatures: number | null, from: string | null): void {
  if (inFeatures !== null || size <= out) {
    inField(size > out ? "in" : "out", () => checkShape([size, out]));
    return;
  }
  try {
    checkShape([size, out]);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const whose = `${quote(from ?? "x")} has ${formatCount(size)} numbers in its last dimension`;
    throw new DiagnosticError(
      error.diagnostics.map(({ message }) => ({ field: "x", message: `${message}: ${whose}` })),
    );
  }
}

function lastSize(x: TensorValue): number {
  const size = x.tensor.shape.at(-1);
  if (size === undefined) {
    throw DiagnosticError.of("both arguments to matmul need to be at least 1D, but they are 0D and 2D", {
      plain: "x is a single number. Mul multiplies by one.",
    });
  }
  return size;
}
