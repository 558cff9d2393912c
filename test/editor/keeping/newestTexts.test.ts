import { describe, expect, it } from "vitest";
import { addNewest, type Listed } from "../../../src/editor/keeping/newestTexts.ts";

const MiB = 2 ** 20;
const text = (sha256: string, size = 8 * MiB): Listed => ({ sha256, size });
const names = (list: readonly Listed[]) => list.map(({ sha256 }) => sha256).join("");
const eight = "hgfedcba".split("").map((name) => text(name));

describe("the texts that are kept", () => {
  it("are the newest that fit into 64 MiB: the oldest go", () => {
    const { kept, dropped } = addNewest(eight, text("i"), new Set());
    expect([names(kept), dropped]).toEqual(["ihgfedcb", ["a"]]);
  });

  it("are in order of use: one that comes again is brought to the front, and takes no more room", () => {
    const { kept, dropped } = addNewest(eight, text("c"), new Set());
    expect([names(kept), dropped]).toEqual(["chgfedba", []]);
  });

  it("stay while they are in use, whatever their age", () => {
    const { kept, dropped } = addNewest(eight, text("i"), new Set(["a"]));
    expect([names(kept), dropped]).toEqual(["ihgfedcba", []]);
    const next = addNewest(kept, text("j"), new Set(["a"]));
    expect([names(next.kept), next.dropped]).toEqual(["jihgfedca", ["b"]]);
  });

  it("make room for small ones behind a large one that does not fit", () => {
    const { kept, dropped } = addNewest(
      [...eight.slice(0, 7), text("x", 9 * MiB), text("s", 1)],
      text("i", MiB),
      new Set(),
    );
    expect([names(kept), dropped]).toEqual(["ihgfedcbs", ["x"]]);
  });
});
