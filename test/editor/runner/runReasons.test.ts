import { expect, test } from "vitest";
import type { PlanReport } from "../../../src/protocol/planReport.ts";
import { faultWords, runReasons } from "../../../src/editor/runner/runReasons.ts";

const message = "mat1 and mat2 shapes cannot be multiplied (96x2 and 6x100)";
const plain = "W wants rows of 6. View joins them.";
const plan: PlanReport = {
  nodes: {},
  variables: {},
  diagnostics: [{ message: "another" }, { node: "hidden", message, plain }, { node: "out", message: "no plain words" }],
  instructions: [],
  losses: [],
  parameterCount: 0,
  bytes: 0,
  cannotTrain: `node "hidden": ${message}`,
  cannotRun: null,
};

test("a reason that a fault gives says in plain words what to do, and PyTorch's sentence behind", () => {
  expect(runReasons({ plan, failure: null })).toEqual({ train: `hidden: ${plain} (${message})`, run: null });
});

test("another reason stays as it is", () => {
  const other = 'node "out": no plain words';
  expect(faultWords(other, plan)).toBe(other);
  expect(faultWords(null, plan)).toBeNull();
});
