import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contexts } from "../../src/data/contexts.ts";
import { dataSets, findDataSet } from "../../src/data/dataSets.ts";
import { decodeUtf8 } from "../../src/base/decodeUtf8.ts";
import { lines } from "../../src/data/lines.ts";
import { tokenize } from "../../src/data/tokenize.ts";

const readDataSet = (file: string) =>
  decodeUtf8(new Uint8Array(readFileSync(new URL(`../../public/${file}`, import.meta.url))));

describe("data sets", () => {
  test.each(dataSets)("$name is there, with as many lines as it says", (dataSet) => {
    const text = readDataSet(dataSet.file);
    expect(lines(text)).toHaveLength(dataSet.lines);
    expect(text.split("\n").slice(0, -1)).toEqual(lines(text));
  });

  test("names: girls then boys, the letters a to z", () => {
    const names = lines(readDataSet(findDataSet("names")!.file));
    expect(names.slice(0, 8)).toEqual(["emma", "olivia", "ava", "isabella", "sophia", "charlotte", "mia", "amelia"]);
    expect(names.lastIndexOf("noah")).toBeGreaterThan(names.indexOf("zynlee"));
    const { vocabulary } = tokenize(names, { level: "char", maxVocab: null });
    expect(vocabulary.tokens.join("")).toBe(".abcdefghijklmnopqrstuvwxyz");
  });

  test("the notebook's examples are those of the first five names", () => {
    const names = lines(readDataSet("data/names.txt"));
    const { x, y, count } = contexts(tokenize(names, { level: "char", maxVocab: null }), { blockSize: 3, first: 5 });
    expect(count).toBe(32);
    expect([...y]).toEqual([
      5, 13, 13, 1, 0, 15, 12, 9, 22, 9, 1, 0, 1, 22, 1, 0, 9, 19, 1, 2, 5, 12, 12, 1, 0, 19, 15, 16, 8, 9, 1, 0,
    ]);
    expect([...x.subarray(0, 18)]).toEqual([0, 0, 0, 0, 0, 5, 0, 5, 13, 5, 13, 13, 13, 13, 1, 0, 0, 0]);
    expect([...x.subarray(93)]).toEqual([8, 9, 1]);
  });

  test("moby-dick: sentences of lower-cased words and punctuation; 17,000 entries are kept", () => {
    const sentences = lines(readDataSet(findDataSet("moby-dick")!.file));
    expect(sentences.slice(0, 3)).toEqual(["chapter 1 .", "loomings .", "call me ishmael ."]);
    expect(sentences.every((sentence) => sentence === sentence.toLowerCase())).toBe(true);
    const all = tokenize(sentences, { level: "word", maxVocab: null });
    expect(all.ids).toHaveLength(253_762);
    expect(all.vocabulary.tokens).toHaveLength(17_287);
    const { vocabulary, ids } = tokenize(sentences, { level: "word", maxVocab: 17_000 });
    expect(vocabulary.tokens).toHaveLength(17_000);
    expect(vocabulary.tokens[vocabulary.unknown!]).toBe("<unk>");
    // The 288 words that are left out stand in the text once each.
    expect(ids.filter((id) => id === vocabulary.unknown)).toHaveLength(288);
  });

  test("a name that no data set has", () => {
    expect(findDataSet("toString")).toBeUndefined();
  });
});
