import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { graphCases } from "./graphCases.ts";
import { linkCases } from "./linkCases.ts";

test("more than 300 inputs are kept with their exact message", () => {
  const kept = (name: string) => (JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as unknown[]).length;
  const count = graphCases.length + linkCases.length + kept("compileCases.json") + kept("textCases.json");
  expect(count).toBeGreaterThan(300);
});
