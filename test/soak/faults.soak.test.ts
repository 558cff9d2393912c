import { expect, it } from "vitest";
import { caught } from "../faults/caught.ts";
import { faults } from "../faults/faults.ts";

it.each(faults.map((fault) => [fault.name, fault] as const))("is noticed: %s", async (_name, fault) => {
  const failures = await caught(fault);
  console.log(`${failures.length} tests notice it, such as: ${failures[0]}`);
  expect(failures.length).toBeGreaterThan(0);
});
