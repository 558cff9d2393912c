import { add } from "./add.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { embedding } from "./embedding.ts";
import { expand } from "./expand.ts";
import { matmul } from "./matmul.ts";
import type { Op } from "./op.ts";
import { slice } from "./slice.ts";
import { tanh } from "./tanh.ts";
import { transpose } from "./transpose.ts";
import { view } from "./view.ts";

/** Every op, for what must look at all of them: the contract test, the documentation. */
export const ops: readonly Op[] = [add, crossEntropy, embedding, expand, matmul, slice, tanh, transpose, view];
