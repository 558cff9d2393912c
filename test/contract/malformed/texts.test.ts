import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readTextFile } from "../../../src/io/readTextFile.ts";

/** A piece of a file: a text, bytes in hexadecimal digits, or a text so many times. */
type Part = string | { readonly hex: string } | { readonly repeat: readonly [string, number] };
interface TextCase {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly says: string;
}

const file = new URL("textCases.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as readonly TextCase[];

function bytesOf(part: Part): string | Buffer<ArrayBuffer> {
  if (typeof part === "string") return part;
  return "hex" in part ? Buffer.from(part.hex, "hex") : part.repeat[0].repeat(part.repeat[1]);
}

test.each(cases)("$name", async ({ parts, says }) => {
  const error: unknown = await readTextFile(new Blob(parts.map(bytesOf))).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "DiagnosticError", message: says });
});

test("no name is taken twice", () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});
