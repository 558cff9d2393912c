import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { explainError } from "../../../src/editor/kit/noticeStore.ts";

describe("an error", () => {
  it("is one sentence that names the file", () => {
    const error = new DiagnosticError([
      { node: "hidden", field: "settings.out", message: "expected a whole number" },
      { message: "another" },
    ]);
    expect(explainError(error, "my.json")).toBe(
      'my.json: node "hidden": field "settings.out": expected a whole number (and 1 more)',
    );
    expect(explainError(new Error("it broke"))).toBe("it broke");
  });
});
