import type { Attributes, Op } from "../../../src/ops/contract/op.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { fixture, withAttributes } from "../../fixtures/fixture.ts";
import { LAYOUTS, read, type Layout } from "../../tensor/layouts.ts";
import { applyOp, type Applied, type Named } from "./applyOp.ts";

/** One line of `cases.json`: an op, the shapes of its inputs, and for an input of integers what they stay below. */
export interface Case {
  readonly op: string;
  readonly inputs: Named<Shape>;
  readonly attributes?: Attributes;
  readonly below?: Named<number>;
  /** Inputs that are truth values. */
  readonly truths?: readonly string[];
  /** Where an input has to stay for the op to be defined and smooth: at least ½ away from 0. */
  readonly domains?: Named<"positive" | "nonzero">;
  /** Inputs that take no gradient: statistics that the op is only given. */
  readonly constant?: readonly string[];
}

export const cases = withAttributes(fixture("cases.json") as readonly Case[]);

/** The dtype of an input; `float` of those that are no integers and no truth values. */
export function dtypeIn<F extends DType>({ below = {}, truths = [] }: Case, name: string, float: F) {
  if (truths.includes(name)) return "bool";
  return name in below ? "int32" : float;
}

/** `matmul(a [2, 3], b [3, 4])`, for the title of a test. */
export function titleOf({ op, inputs, attributes = {} }: Case): string {
  const parts = [
    ...Object.entries(inputs).map(([name, shape]) => `${name} [${shape.join(", ")}]`),
    ...Object.entries(attributes).map(
      ([name, value]) => `${name}=${typeof value === "number" ? value : JSON.stringify(value)}`,
    ),
  ];
  return `${op}(${parts.join(", ")})`;
}

/** All inputs and dy in one layout, and each of them alone in each layout. The last entry is dy's. */
export function layoutsOf(inputs: number): Layout[][] {
  const even = new Array<Layout>(inputs + 1).fill("contiguous");
  const alone = even.flatMap((_, at) => LAYOUTS.slice(1).map((layout) => even.with(at, layout)));
  return [...LAYOUTS.map((layout) => even.map(() => layout)), ...alone];
}

const NOT_A_VIEW = /^view size is not compatible with input tensor's size and stride/;

/** Null when the input lies so that `view` must refuse it, which a contiguous one never does. */
export function applyUnlessNoView(
  op: Op,
  inputs: Named<Tensor>,
  attributes: Attributes,
  mayRefuse: boolean,
): Applied | null {
  try {
    return applyOp(op, inputs, attributes);
  } catch (error) {
    if (mayRefuse && op.name === "view" && error instanceof Error && NOT_A_VIEW.test(error.message)) return null;
    throw error;
  }
}

/** The same numbers in a contiguous tensor of its own. */
export function contiguousCopy(tensor: Tensor): Tensor {
  return tensorOf(tensor.dtype, tensor.shape, read(tensor));
}

export function without(names: readonly string[], tensors: Named<Tensor>): Named<Tensor> {
  return Object.fromEntries(Object.entries(tensors).filter(([name]) => !names.includes(name)));
}
