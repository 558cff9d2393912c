// The examples of CONTRIBUTING.md are the code of today: others teach names that are gone.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

const sources = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => oneLine(readFileSync(`${root}src/${path}`, "utf8")));

/** The examples: what is indented by four columns or more, with the empty lines in it. */
const examples = [
  ...readFileSync(`${root}CONTRIBUTING.md`, "utf8").matchAll(/(?:^ {4,}\S.*\n)(?:\n*^ {4,}\S.*\n)*/gm),
].map(([text]) => text);

/** Whether a source has the parts of an example between its ellipses, in their order. */
function isIn(source: string, example: string): boolean {
  let from = 0;
  return example.split("…").every((part) => {
    const found = source.indexOf(oneLine(part), from);
    from = found + 1;
    return found >= 0;
  });
}

describe("the examples of CONTRIBUTING.md", () => {
  it("are found", () => expect(examples.length).toBeGreaterThanOrEqual(10));

  it.each(examples.map((example) => [example.split("\n")[0]!.trim(), example] as const))(
    "are written so in a source: %s",
    (_first, example) => expect(sources.some((source) => isIn(source, example))).toBe(true),
  );
});
