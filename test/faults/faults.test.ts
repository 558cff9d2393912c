import { readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { expect, it } from "vitest";
import { caught } from "./caught.ts";
import { faults, plant } from "./faults.ts";

it("each fault can be planted: its text is in the sources, once", () => {
  expect(faults.length).toBeGreaterThanOrEqual(30);
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  for (const fault of faults) {
    const source = readFileSync(new URL(`../../${fault.file}`, import.meta.url), "utf8");
    expect.soft(() => plant(fault, source), fault.name).not.toThrow();
  }
});

it("each fault names tests that are there, by their files' paths", () => {
  const files = readdirSync(new URL("..", import.meta.url), { recursive: true, encoding: "utf8" }).map(
    (path) => `test/${path.replaceAll(sep, "/")}`,
  );
  for (const { name, tests } of faults) {
    // What follows names tests within the files.
    const folders = tests.includes("-t") ? tests.slice(0, tests.indexOf("-t")) : tests;
    for (const folder of folders) {
      const found = files.some((path) => path.endsWith(".test.ts") && path.includes(folder));
      expect.soft(found, `fault "${name}": ${folder}`).toBe(true);
    }
  }
});

it("a fault whose text is not there once is refused", () => {
  const fault = { ...faults[0]!, find: "no such text" };
  expect(() => plant(fault, "source")).toThrow(/has "no such text" 0 times, expected once$/);
});

// All of them run in `npm run soak`.
it("the tests notice a planted fault", async () => {
  const fault = faults.find(({ name }) => name === "a line that is dealt to dev is in train, too")!;
  expect(await caught(fault)).not.toEqual([]);
}, 300_000);
