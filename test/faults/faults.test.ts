import { readFileSync } from "node:fs";
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

it("a fault whose text is not there once is refused", () => {
  const fault = { ...faults[0]!, find: "no such text" };
  expect(() => plant(fault, "source")).toThrow(/has "no such text" 0 times, expected once$/);
});

// All of them run in `npm run soak`.
it("the tests notice a planted fault", async () => {
  const fault = faults.find(({ name }) => name === "a line that is dealt to dev is in train, too")!;
  expect(await caught(fault)).not.toEqual([]);
}, 120_000);
