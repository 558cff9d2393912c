import { embedding as embeddingOp } from "../../ops/embedding.ts";
import { checkShape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { inField } from "../settings/inField.ts";
import { initHelp, initializer, initSettings } from "../families/initializer.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { drawnBy } from "../families/drawnBy.ts";
import { line } from "../families/line.ts";
import { eachWhere, isSplit } from "../families/byRows.ts";

/** Gives a learned vector for each token: the lookup table C of Bengio et al. (2003), equation 1. */
export const embedding = defineNodeType({
  type: "embedding",
  title: "Embedding",
  category: "parameters",
  role: "embedding",
  summary: "Looks up a learned vector for each integer: C[x].",
  help:
    "Every integer of `ids` picks its row of the table `C` of shape [num, dim]: ids of shape [32, 3] and dim 2 give " +
    "[32, 3, 2]. `num` is the vocabulary's size unless you say another: for positions, wire an `arange` and say how " +
    "many there are. Rows that are looked up often gather gradient from every place. Wire `C` to share a table. " +
    initHelp,
  pythonNames: { C: "C" },
  torch: (settings, names) => {
    const {
      in: { ids, C },
      own,
      known,
      setting,
    } = names;
    const table = C ?? own("C");
    const sizes = [settings.num === null ? known("vocab_size") : setting("num"), setting("dim")];
    return {
      parameters: C === undefined ? [`${table} = ${drawnBy(settings, sizes, names)}`] : [],
      ...line(names.out.out, `${table}[${ids}]`),
    };
  },
  module: (settings, names, self) => {
    const {
      in: { ids, C },
      known,
      setting,
    } = names;
    if (C !== undefined) return null;
    const rows = settings.num === null ? known("vocab_size") : setting("num");
    return { made: `nn.Embedding(${rows}, ${setting("dim")})`, ...line(names.out.out, `${self}(${ids})`) };
  },
  byRows: (_settings, { C }) => eachWhere(!isSplit(C)),
  inputs: {
    ids: { kind: "tensor", summary: "integers below num, any shape" },
    C: { kind: "tensor", optional: true, summary: "a shared table [num, dim] in place of the node's own" },
  },
  outputs: { out: { kind: "tensor", summary: "[…ids, dim]" } },
  settings: {
    num: {
      kind: "integer",
      default: "",
      min: 1,
      optional: true,
      minor: true,
      summary: "rows of the table; empty: vocab_size",
    },
    dim: { kind: "integer", default: "2", min: 1, summary: "numbers in each vector" },
    ...initSettings,
  },
  build: ({ ids, C }, { num, dim, init, gain }, builder) => {
    const own = (): Tensor => {
      const shape = [num ?? inField("num", () => builder.known("vocab_size")), dim];
      // Of two sizes it is the larger that is too large.
      inField(num !== null && num > dim ? "num" : "dim", () => checkShape(shape));
      return builder.parameter("C", shape, initializer(init, gain, shape));
    };
    const table = C?.tensor ?? own();
    const name = C === undefined ? builder.dimName("dim") : (C.dims[1] ?? null);
    const out = builder.apply(embeddingOp, { C: table, ids: ids.tensor });
    return { out: { kind: "tensor", tensor: out, dims: [...ids.dims, name] } };
  },
});
