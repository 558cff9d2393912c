import { ops } from "../../../src/ops/catalogue.ts";
import type { Attributes } from "../../../src/ops/contract/op.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { fixture, withAttributes, type Recorded } from "../../fixtures/fixture.ts";
import type { Named } from "./applyOp.ts";
import type { Case } from "./cases.ts";

/** What PyTorch made of a case. */
export interface Recording {
  readonly case: Case;
  readonly inputs: Named<readonly Recorded[]>;
  readonly shape: Shape;
  readonly out: readonly Recorded[];
  /** float32 when absent. */
  readonly dtype?: DType;
  /** Absent when the result has no derivative. */
  readonly dy?: readonly Recorded[];
  readonly grads?: Named<readonly Recorded[]>;
  /** Inputs that the op moved (running statistics), as they then were. */
  readonly moved?: Named<readonly Recorded[]>;
}

/** What PyTorch made of numbers at their ends: zeros, subnormals, infinities, nan. */
export interface Edge {
  readonly op: string;
  readonly attributes: Attributes;
  readonly inputs: Named<readonly Recorded[]>;
  readonly shapes: Named<Shape>;
  readonly shape: Shape;
  readonly out: readonly Recorded[];
  readonly grads: Named<readonly Recorded[]>;
  /** 1 everywhere when absent. */
  readonly dy?: readonly Recorded[];
}

/** A call that is refused, and with which sentence. */
export interface Failure {
  readonly op: string;
  readonly inputs: Named<Spec>;
  readonly attributes: Attributes;
  readonly message: string;
}

/** A call with tensors of these dtypes: the result's dtype, or the sentence with which it is refused. */
export interface Combination {
  readonly op: string;
  readonly inputs: Named<Spec>;
  readonly attributes: Attributes;
  readonly dtype?: DType;
  readonly message?: string;
}

/** A tensor of zeros, or of `values`. */
export interface Spec {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly values?: readonly number[];
  readonly transposed?: boolean;
}

interface Recordings {
  readonly cases: readonly Recording[];
  readonly edges: readonly Edge[];
  readonly errors: readonly Failure[];
  readonly dtypes: readonly Combination[];
}

/** The recordings of each op of the catalogue, by its name. */
export const recordings: Named<Recordings> = Object.fromEntries(
  ops.map(({ name }) => {
    const { cases, edges, errors, dtypes } = fixture(`recorded/${name}.json`) as Recordings;
    const decoded = {
      cases: cases.map((recording) => ({ ...recording, case: withAttributes([recording.case])[0]! })),
      edges: withAttributes(edges),
      errors: withAttributes(errors),
      dtypes: withAttributes(dtypes),
    };
    return [name, decoded];
  }),
);
