import { describe, expect, it } from "vitest";
import { ops } from "../../../src/ops/catalogue.ts";
import type { Op } from "../../../src/ops/contract/op.ts";
import { opTold } from "../../../src/ops/opTold.ts";
import { phrase } from "../../../src/ops/told/phrase.ts";
import { gradientNames, toldNames, type ToldUse } from "../../../src/program/told/toldNames.ts";
import { mapped } from "./applyOp.ts";
import { titleOf } from "./cases.ts";
import { recordings, type Recording } from "./recordings.ts";

describe.each(ops.map((op) => [op.name, op] as const))("%s", (name, op) => {
  it("is told as one phrase, whatever its shapes and attributes", () => {
    const { told } = op;
    expect(opTold[name]).toBe(told);
    for (const recording of recordings[name]!.cases) {
      const use = useOf(op, recording);
      checkPhrase(phrase(told.forward, toldNames(use)), titleOf(recording.case));
      for (const input of Object.keys(recording.grads ?? {})) {
        const { backward } = told;
        const text = typeof backward === "string" ? backward : (backward?.[input] ?? backward?.["0"]);
        checkPhrase(phrase(text ?? "", gradientNames(use, input)), `${titleOf(recording.case)}, gradient of ${input}`);
      }
    }
  });

  it("tells of a gradient where one passes, and nowhere else", () => {
    const passes = op.kind === "view" || op.backward !== undefined;
    expect(op.told.backward !== undefined).toBe(passes);
  });

  it("says how it moves running statistics, if it does", () => {
    const moves = op.kind === "compute" && op.update !== undefined;
    expect(op.told.update !== undefined).toBe(moves);
  });
});

function useOf(op: Op, { case: { inputs, attributes = {} }, shape }: Recording): ToldUse {
  return {
    op,
    inputs: mapped(inputs, (own, name) => ({ label: `in_${name}`, shape: own })),
    y: { label: "out", shape },
    attributes,
  };
}

/** A phrase that stands within a sentence: words, no gaps and no places that were not filled. */
function checkPhrase(text: string, title: string): void {
  expect(text, title).toMatch(/^\S.*[^\s.,;:]$/u);
  expect(text, title).not.toMatch(/undefined|null|NaN|\[object|[{}]| {2}| ,|\b1 numbers/u);
}
