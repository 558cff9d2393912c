import { describe, expect, it } from "vitest";
import { newDataText, offerText } from "../../../src/editor/debugger/numbersText.ts";

const there = { iteration: 120, gone: null };
const kept = { direction: "undo", exchanged: false, notFinite: false, iteration: 10_924, other: there } as const;

describe("the line about the numbers", () => {
  it("says after an undo which numbers there are, and which ones can be had", () => {
    expect(offerText(kept)).toEqual({
      line: "Undone. The numbers stay as trained (iteration 10,924).",
      other: "As they were at iteration 120",
      keep: "Keep",
    });
    const exchanged = { ...kept, exchanged: true, iteration: 120, other: { iteration: 10_924, gone: null } };
    expect(offerText(exchanged)).toMatchObject({
      line: "Undone. The numbers are as they were at iteration 120.",
      other: "As trained (iteration 10,924)",
    });
    expect(offerText({ ...exchanged, notFinite: true }).line).toBe(
      "Undone. The trained numbers are not finite: they are now as they were at iteration 120.",
    );
  });

  it("says the same after a redo", () => {
    expect(offerText({ ...kept, direction: "redo", exchanged: true, iteration: 340 })).toMatchObject({
      line: "Done again. The numbers are as they were at iteration 340.",
      other: "As they were at iteration 120",
    });
    expect(offerText({ ...kept, direction: "redo" }).line).toBe(
      "Done again. The numbers stay as they are (iteration 10,924).",
    );
  });

  it("says what there was no room for, and why", () => {
    const gone = (bytes: number) => offerText({ ...kept, other: { iteration: 120, gone: { bytes, budget: 2 ** 27 } } });
    expect(gone(2 ** 28)).toEqual({
      line:
        "Undone. The numbers stay as trained (iteration 10,924). " +
        "Those of iteration 120 take 256 MiB, and 128 MiB are kept for undo.",
      other: null,
      keep: "OK",
    });
    expect(gone(2 ** 26).line).toContain("Those of iteration 120 gave way to newer ones: 128 MiB are kept for undo.");
  });

  it("says that a trained model was given other data", () => {
    expect(newDataText({ node: "words", iteration: 10_924 }).line).toBe(
      "“words” holds other data now; the parameters are still those of iteration 10,924, trained on the data before.",
    );
  });
});
