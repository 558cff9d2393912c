import type { Attributes } from "../../src/ops/op.ts";
import type { Shape } from "../../src/tensor/shape.ts";
import { fixture } from "../fixtures/fixture.ts";
import type { Named } from "./applyOp.ts";

/** One line of `cases.json`: an op, the shapes of its inputs, and for an input of integers what they stay below. */
export interface Case {
  readonly op: string;
  readonly inputs: Named<Shape>;
  readonly attributes?: Attributes;
  readonly below?: Named<number>;
  /** Where an input has to stay for the op to be defined and smooth: at least ½ away from 0. */
  readonly domains?: Named<"positive" | "nonzero">;
  /** Inputs that take no gradient: statistics that the op is only given. */
  readonly constant?: readonly string[];
}

export const cases = fixture("cases.json") as readonly Case[];

/** `matmul(a [2, 3], b [3, 4])`, for the title of a test. */
export function titleOf({ op, inputs, attributes = {} }: Case): string {
  const parts = [
    ...Object.entries(inputs).map(([name, shape]) => `${name} [${shape.join(", ")}]`),
    ...Object.entries(attributes).map(([name, value]) => `${name}=${JSON.stringify(value)}`),
  ];
  return `${op}(${parts.join(", ")})`;
}
