import { expect, test } from "vitest";
import { firstNumbers } from "../../../src/session/questions/firstNumbers.ts";
import { read } from "../../../src/session/questions/read.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import { notebookGraph, withNodes } from "../graphs.ts";
import { running } from "../running.ts";

test("the first numbers are those that a reading has, by rows also of what lies otherwise", () => {
  const graph = withNodes(notebookGraph(), [["turned", "transpose", {}]], [["view.out", "turned.x"]]);
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  const asked = running(session);
  const tensors = [
    { node: "hidden", port: "W", side: "value" },
    { node: "turned", port: "out", side: "value" },
    { node: "loss", port: "loss", side: "value" },
    { node: "hidden", port: "out", side: "grad" },
    { node: "gone", port: "out", side: "value" },
    { node: "context", port: "x", side: "grad" },
  ] as const;
  const answers = firstNumbers.answer(asked, { tensors });
  for (const [at, tensor] of tensors.slice(0, 4).entries()) {
    const { shape } = answers[at]!;
    const { data, dtype } = read.answer(asked, { tensor, region: { start: shape.map(() => 0), size: shape } });
    expect(answers[at]).toEqual({ dtype, shape, count: data.length, numbers: Array.from(data.slice(0, 3)) });
  }
  expect(answers.slice(4)).toEqual([null, null]);
});
