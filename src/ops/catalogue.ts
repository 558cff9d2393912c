import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { div } from "./div.ts";
import { embedding } from "./embedding.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { gelu } from "./gelu.ts";
import { log } from "./log.ts";
import { matmul } from "./matmul.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import type { Op } from "./op.ts";
import { pow } from "./pow.ts";
import { relu } from "./relu.ts";
import { sigmoid } from "./sigmoid.ts";
import { slice } from "./slice.ts";
import { sqrt } from "./sqrt.ts";
import { sub } from "./sub.ts";
import { tanh } from "./tanh.ts";
import { to } from "./to.ts";
import { transpose } from "./transpose.ts";
import { view } from "./view.ts";

/** Every op, for what must look at all of them: the contract test, the documentation. */
export const ops: readonly Op[] = [
  abs,
  add,
  crossEntropy,
  div,
  embedding,
  exp,
  expand,
  gelu,
  log,
  matmul,
  mul,
  neg,
  pow,
  relu,
  sigmoid,
  slice,
  sqrt,
  sub,
  tanh,
  to,
  transpose,
  view,
];
