import { fc, test as property } from "@fast-check/vitest";
import { expect } from "vitest";
import { checkJson } from "../../../src/graph/file/checkJson.ts";
import { runs } from "../../runs.ts";
import { checkMutant, mutant } from "./mutant.ts";

property.prop([mutant], { numRuns: runs(10_000, 100_000) })(
  "whatever happens to a graph file, it opens or is refused",
  checkMutant,
  // Milliseconds; ten thousand take a few seconds on an idle machine.
  runs(300_000, 60 * 60_000),
);

property.prop([fc.string({ unit: "binary", maxLength: 60 })], { numRuns: 1_000 })("any text is refused", checkMutant);

property.prop([fc.oneof(mutant, fc.json())], { numRuns: 1_000 })(
  "checkJson takes what JSON.parse takes, except for depth and keys that are there twice",
  (text) => {
    let refusal: string | null = null;
    try {
      checkJson(text);
    } catch (error) {
      refusal = (error as Error).message;
    }
    fc.pre(refusal === null || !/is there twice$|nest deeper than 64$/.test(refusal));
    if (refusal === null) expect(() => JSON.parse(text)).not.toThrow();
    else expect(() => JSON.parse(text)).toThrow(SyntaxError);
  },
);
