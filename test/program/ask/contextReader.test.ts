import { describe, expect, it } from "vitest";
import { tokenize } from "../../../src/data/tokenize.ts";
import { ContextReader } from "../../../src/program/ask/contextReader.ts";

const characters = (lines: string[], size = 3) =>
  new ContextReader(tokenize(lines, { level: "char", maxVocab: null }).vocabulary, size);
const words = (lines: string[], maxVocab: number | null = null, size = 3) =>
  new ContextReader(tokenize(lines, { level: "word", maxVocab }).vocabulary, size);

describe("a typed context", () => {
  it("is read as letters, with markers before it", () => {
    const reader = characters(["emma"]);
    expect(reader.read("me")).toEqual({ tokens: ["m", "e"], ids: [0, 3, 2], padded: 1, left: 0, unknown: [] });
    expect(reader.read("..m").ids).toEqual([0, 0, 3]);
    expect(reader.read("emma")).toMatchObject({ ids: [3, 3, 1], padded: 0, left: 1 });
  });

  it("names each letter that is not known once", () => {
    expect(characters(["emma"]).read("éxé")).toMatchObject({ ids: null, unknown: ["é", "x"] });
  });

  it("tells a full stop of the text from the marker, and a blank by what is seen of it", () => {
    const reader = characters(["a b. c"], 2);
    const [space, stop] = [1, 2];
    expect(reader.read(". ").ids).toEqual([stop, space]);
    expect(reader.read("∎␣").ids).toEqual([0, space]);
    expect(reader.lastMarker(["a", "∎", ".", "b"])).toBe(1);
  });

  it("is read as words between blanks, unknown ones as the token that stands for them", () => {
    expect(words(["the whale", "the sea"]).read("  the   sea ")).toMatchObject({ ids: [0, 2, 1], padded: 1 });
    expect(words(["the whale", "the sea"]).read("the ship")).toMatchObject({ ids: null, unknown: ["ship"] });
    const some = words(["the whale", "the sea", "the sea ox"], 4);
    expect(some.read("ship the sea")).toMatchObject({ ids: [1, 3, 2], unknown: ["ship"] });
  });
});
