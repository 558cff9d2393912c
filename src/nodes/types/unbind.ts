import { DiagnosticError } from "../../base/diagnostic.ts";
import { dimension } from "../../ops/dimension.ts";
import { select as selectOp } from "../../ops/select.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { alongDim } from "../families/byRows.ts";

/** Tensors that a list may have: each is an instruction of its own. */
const MOST = 256;

/** Gives all slices of a dimension, as a list; nothing is copied. */
export const unbind = defineNodeType({
  type: "unbind",
  title: "Unbind",
  category: "shape",
  summary: "Takes one dimension apart into a list of tensors, without copying.",
  help:
    "One tensor for each place of dimension `dim`, which disappears: `[32, 3, 2]` along `1` gives three of `[32, 2]`. Each " +
    "shares x's storage. The list can be wired to `cat` or `stack` as a whole; `getitem` takes one tensor out of it.",
  told: {
    forward: "{0.x full} cut[ {0.lines}] into {ops} tensors",
    backward: "the gradients of the pieces, each back where it was cut",
  },
  torch: ({ dim }, names) => line(names.out.out, `torch.unbind(${names.in.x}, dim=${dim})`),
  byRows: alongDim,
  inputs: { x: { kind: "tensor", summary: "any tensor of rank 1 or more" } },
  outputs: { out: { kind: "tensors", summary: "one tensor for each place, all in the same storage" } },
  settings: { dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" } },
  build: ({ x }, { dim }, builder) => {
    const { shape } = x.tensor;
    if (shape.length === 0) {
      throw DiagnosticError.of(`Dimension specified as ${dim} but tensor has no dimensions`, {
        plain: "x is a single number.",
      });
    }
    const axis = dimension(dim, shape.length);
    const size = shape[axis]!;
    if (size > MOST) throw DiagnosticError.of(`unbind would give ${size} tensors, at most ${MOST} are allowed`);
    const dims = x.dims.toSpliced(axis, 1);
    const tensors = Array.from({ length: size }, (_, index) => ({
      kind: "tensor" as const,
      tensor: builder.apply(selectOp, { x: x.tensor }, { dim: axis, index }),
      dims,
    }));
    return { out: { kind: "tensors", tensors } };
  },
});
