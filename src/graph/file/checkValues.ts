import type { Diagnostic } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { forbiddenNames } from "../forbiddenNames.ts";
import { limits } from "../limits.ts";
import { fieldAt } from "../fieldAt.ts";

/** Whether it is the place of a title or of a comment's text, which may have less than other texts. */
function isLabel(path: readonly PropertyKey[]): boolean {
  return path.length === 1 ? path[0] === "title" : path[0] === "comments" && path.length === 3 && path[2] === "text";
}

/**
 * Returns what no value of a file may be, wherever it stands, in known fields and in unknown ones: a forbidden key, a
 * text beyond the limit, a number that JSON cannot write again (`1e999`). The value comes from JSON that `checkJson`
 * has passed, so that its depth is small. Stops after `most` diagnostics.
 */
export function checkValues(file: unknown, most: number): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const path: PropertyKey[] = [];
  const report = (message: string) => diagnostics.push({ ...fieldAt(path, file), message });
  const tooLong = (what: string, length: number) =>
    report(`the ${what} has ${length} characters, at most ${isLabel(path) ? limits.label : limits.text} are allowed`);

  const visit = (value: unknown): void => {
    if (diagnostics.length > most) return;
    if (typeof value === "string" && value.length > limits.text) tooLong("text", value.length);
    if (typeof value === "number" && !Number.isFinite(value)) report("the number is too large");
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) value.forEach((item: unknown, i) => step(i, item));
    else {
      for (const [key, item] of Object.entries(value)) {
        if (diagnostics.length > most) return;
        if (forbiddenNames.has(key)) report(`the key ${quote(key)} is not allowed`);
        else if (key.length > limits.text) tooLong("key", key.length);
        else step(key, item);
      }
    }
  };
  const step = (key: PropertyKey, value: unknown): void => {
    path.push(key);
    visit(value);
    path.pop();
  };
  visit(file);
  return diagnostics;
}
