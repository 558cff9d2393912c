import { expect, test } from "vitest";
import { matrix } from "../../../src/session/questions/matrix.ts";
import { read } from "../../../src/session/questions/read.ts";
import { notebookGraph } from "../graphs.ts";
import { running } from "../running.ts";
import { opened } from "../walk.ts";

test("a matrix is answered whole, and its rows' names on request", () => {
  const { session } = opened(notebookGraph());
  const tensor = { node: "C", port: "C", side: "value" } as const;
  const found = matrix.answer(running(session), { tensor, named: false });
  const { data } = read.answer(running(session), { tensor, region: { start: [0, 0], size: [27, 2] } });
  expect(found).toMatchObject({ rows: 27, columns: 2, names: null });
  expect([...found.data]).toEqual([...data]);
  const { names, order } = matrix.answer(running(session), { tensor, named: true });
  expect(names?.slice(0, 3)).toEqual([".", "a", "b"]);
  expect(names).toHaveLength(27);
  // Of emma, olivia, ava, isabella, sophia and the other letters, once each.
  expect(order?.map((row) => names![row]).join("")).toMatch(/^ai[^.]+\.$/);
});

test("what is no matrix is refused", () => {
  const { session } = opened(notebookGraph());
  const tensor = { node: "hidden", port: "b", side: "value" } as const;
  expect(() => matrix.answer(running(session), { tensor, named: false })).toThrow(
    "expected a matrix, got the shape [100]",
  );
});
