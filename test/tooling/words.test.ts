// How things are described: by sentences, the first of them short. The words are those of docs/glossary.md.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const source = fileURLToPath(new URL("../../src/", import.meta.url));
const MOST_WORDS = 20;

/** Words of a kind that the field, or the glossary, has a better one for; none names a thing of the engine. */
const OTHER_WORDS: readonly (readonly [found: RegExp, better: string])[] = [
  [/\bplaceInStorage\b|\bplaceKey\b|\bplacesOf\b|\breducedPlaces\b/, "index, position, offset, slot or subscript"],
  [/\b[Ll]asting(Of|Name)?\b/, "persistent"],
  [/\b[Tt]oldLines\b/, "lines"],
];

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(`${source}${path}`, "utf8") }));

/** The first sentence of what describes each exported thing. */
const firstSentences = files.flatMap(({ path, text }) =>
  [...text.matchAll(/^\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport [^\n]*?(\w+)\s*[<(:={]/gm)].map(([, described, name]) => ({
    thing: `${path} ${name}`,
    sentence: described!
      .replaceAll(/\n\s*\* ?/g, " ")
      .trim()
      .split(/(?<=[.:!?;])\s|\s@/)[0]!,
  })),
);

it("finds what describes the exported things", () => {
  expect(firstSentences.length).toBeGreaterThan(1500);
});

it(`no first sentence of a docstring has more than ${MOST_WORDS} words`, () => {
  const long = firstSentences.filter(({ sentence }) => sentence.split(/\s+/).length > MOST_WORDS);
  expect(long).toEqual([]);
});

it('no comment begins with "Of what"', () => {
  const riddles = files.filter(({ text }) => /\/\*\*\s*(\*\s*)?Of what\b/.test(text)).map(({ path }) => path);
  expect(riddles).toEqual([]);
});

it.each(OTHER_WORDS)("%s is called by its word: %s", (found) => {
  expect(files.filter(({ text }) => found.test(text)).map(({ path }) => path)).toEqual([]);
});
