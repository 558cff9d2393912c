import { expect, test } from "vitest";
import { questions } from "../../../src/session/questions/catalogue.ts";
import { notebookGraph } from "../graphs.ts";
import { drive } from "../drive.ts";

test("no two questions have one name", () => {
  const types = questions.map(({ type }) => type);
  expect(types).toEqual([...new Set(types)]);
});

test("what looks at the program is refused while there is none", async () => {
  const { session } = drive();
  const cell = { node: "hidden", port: "W", side: "value", index: [0, 0] } as const;
  await expect(session.ask("why", { cell })).rejects.toThrow("no graph is open");
  await expect(session.ask("whatIf", { graph: notebookGraph() })).resolves.toMatchObject({ cannotRun: null });
});
