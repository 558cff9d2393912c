// A test lies where its source lies and bears its name: of src/a/b.ts it is test/a/b.test.ts, or test/a/b.topic.test.ts.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What is of no one source: suites over catalogues, whole pages, faults, figures, tools. */
const OF_MANY = ["bench", "contract", "e2e", "faults", "fixtures", "soak", "tooling"];

function testsIn(folder: string): string[] {
  return readdirSync(join(root, "test", folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return OF_MANY.includes(path) ? [] : testsIn(path);
    return path.endsWith(".test.ts") ? [path] : [];
  });
}

it("every test lies beside its source's place and bears its name", () => {
  const misplaced = testsIn("").filter((path) => {
    const source = /^(.*?\/[^/.]+)\.(?:\w+\.)?test\.ts$/.exec(path)?.[1];
    return !["ts", "tsx"].some((ending) => existsSync(join(root, "src", `${source}.${ending}`)));
  });
  // The tests of program and session are on their way.
  expect(misplaced.filter((path) => !/^(program|session)\//.test(path))).toEqual([]);
});
