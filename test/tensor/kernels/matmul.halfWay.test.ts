import { fc } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { plain } from "../../../src/tensor/kernels/plain.ts";
import { runs } from "../../runs.ts";
import { read } from "../layouts.ts";
import { halfWayProducts, operandsOf } from "./halfWay.ts";

const unsigned = (x: number) => x + 0;

it.each(["matmul", "matmulBackwardA", "matmulBackwardB"] as const)("%s rounds each sum once", (name) => {
  fc.assert(
    fc.property(halfWayProducts, (product) => {
      const [left, right, result] = operandsOf(product)[name]!;
      plain[name](left, right, result);
      // Of what vanishes, the sign is not kept where a gradient of 0 is added to.
      expect(read(result).map(unsigned)).toEqual(product.y.map(unsigned));
    }),
    { numRuns: runs(300, 30_000) },
  );
});
