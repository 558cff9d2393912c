import { expect, test } from "vitest";
import { decodeShareLink } from "../../../src/io/shareLink.ts";
import { linkCases } from "./linkCases.ts";

test.each(linkCases)("$name", async ({ link, says }) => {
  const error: unknown = await decodeShareLink(link).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "DiagnosticError", message: says });
});

test("no name is taken twice", () => {
  expect(new Set(linkCases.map(({ name }) => name)).size).toBe(linkCases.length);
});
