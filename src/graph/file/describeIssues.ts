import type { Diagnostic } from "../../base/diagnostic.ts";
import { nameOf } from "../nameOf.ts";
import { follow, fieldAt } from "../fieldAt.ts";

/** What is read of an issue that zod found. */
interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly expected?: unknown;
}

const EXPECTED = new Map<unknown, string>([
  ["string", "a string"],
  ["number", "a number"],
  ["array", "a list"],
  ["object", "an object"],
  ["record", "an object"],
]);

/** Says Zod's issues in our sentences: where, what was expected and what came. */
export function describeIssues(issues: readonly Issue[], file: unknown): readonly Diagnostic[] {
  return issues.map((issue) => {
    // The schema's one union is the value of a setting.
    const expected =
      issue.code === "invalid_union" ? "a string, a number, true or false" : EXPECTED.get(issue.expected);
    const message = `expected ${expected ?? "another value"}, got ${nameOf(follow(issue.path, file))}`;
    return { ...fieldAt(issue.path, file), message };
  });
}
