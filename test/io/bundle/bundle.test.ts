import { createHash } from "node:crypto";
import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { readBundle, writeBundle } from "../../../src/io/bundle/bundle.ts";
import { readState } from "../../../src/io/bundle/readState.ts";
import { writeState } from "../../../src/io/bundle/writeState.ts";
import { readSafetensors } from "../../../src/io/safetensors/readSafetensors.ts";
import { writeSafetensors } from "../../../src/io/safetensors/writeSafetensors.ts";
import type { Checkpoint } from "../../../src/protocol/checkpoint.ts";
import { exported } from "../../../src/session/questions/exported.ts";
import type { Session } from "../../../src/session/session.ts";
import { datasets, galleryNames, smallGraph } from "../../contract/graphs/galleryRecords.ts";
import { planned } from "../../contract/graphs/planned.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { anyGraph } from "../../graph/arbitraryGraph.ts";
import { runs } from "../../runs.ts";
import { optimizedBy, withSettings } from "../../session/graphs.ts";
import { running } from "../../session/running.ts";
import { opened, train } from "../../session/walk.ts";

const exportedOf = async (session: Session) => exported.answer(running(session), { seedLosses: false });

/** A session of what a bundle of this one holds, opened anew. */
async function elsewhere(session: Session): Promise<ReturnType<typeof opened>> {
  const { graph, checkpoint } = await readBundle(await writeBundle(await exportedOf(session)));
  const other = opened(graph, { texts: datasets });
  other.session.open(planned(graph), false, checkpoint);
  other.losses.length = 0;
  return other;
}

test("saved with 60 updates done, iterations 60 to 119 print the notebook's losses", async () => {
  const recorded = fixture("notebook.json") as { readonly losses: readonly number[] };
  const { session } = opened(smallGraph("notebook-mlp"), { texts: datasets });
  train(session, 59);
  const other = await elsewhere(session);
  train(other.session, 119);
  expect(other.losses.map(([, iteration]) => iteration)).toEqual(Array.from({ length: 60 }, (_, at) => 60 + at));
  expect(other.losses.map(([, , loss]) => loss)).toEqual(recorded.losses.slice(60, 120).map(Math.fround));
});

const graphs: readonly (readonly [string, Graph])[] = [
  ...galleryNames().map((name) => [`graphs/${name}.json`, smallGraph(name)] as const),
  [
    "gradients that add up",
    withSettings(optimizedBy("sgd", { lr: "0.01", momentum: "0.9" }), "sgd", { zero_grad: false }),
  ],
  ["AdamW", optimizedBy("adamw", {})],
];

describe.each(graphs)("%s", (_name, graph) => {
  test("goes on elsewhere as here, bit for bit", async () => {
    const { session } = opened(graph, { texts: datasets });
    const trains = session.plan!.optimizers.length > 0;
    if (trains) train(session, 2);
    const before = session.checkpoint();
    const other = await elsewhere(session);
    expect(other.session.checkpoint()).toEqual(before);
    if (!trains) return;
    for (const { session: each } of [{ session }, other]) train(each, 5);
    expect(other.session.checkpoint()).toEqual(session.checkpoint());
  });
});

test("what was edited by hand, and what waits on the shelf, come along", async () => {
  const graph = optimizedBy("adam", {});
  const { session } = opened(graph);
  train(session, 3);
  session.write("hidden", "W", [{ index: [0, 0], value: -0 }]);
  session.edit(session.planEdit({ ...graph, edges: graph.edges.filter(({ to }) => to !== "output.x") }), {});
  const { checkpoint } = await readBundle(await writeBundle(await exported.answer(session, { seedLosses: false })));
  expect(checkpoint).toEqual(session.checkpoint());
  expect(checkpoint.notFromSeed).toEqual({ since: 4, why: 'a number of "hidden.W" was written by hand' });
  expect(Object.is(checkpoint.parameters["hidden.W"]!.data[0], -0)).toBe(true);
});

const TEXT = "ada\ngrace\n";
const fileGraph = (bytes: Uint8Array): Graph => {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const settings = { source: "file", file: "names.txt", bytes: String(bytes.length), sha256: hash };
  return withSettings(optimizedBy("sgd", { lr: "0.1" }), "words", settings);
};

test.each([
  ["as it is", new TextEncoder().encode(TEXT)],
  ["with a byte order mark", new TextEncoder().encode(`\uFEFF${TEXT}`)],
])("the reader's own text comes along, %s", async (_how, bytes) => {
  const graph = fileGraph(bytes);
  const hash = createHash("sha256").update(bytes).digest("hex");
  const { session } = opened(graph, { texts: new Map([[`sha256:${hash}`, TEXT]]) });
  const bundle = await readBundle(await writeBundle(await exportedOf(session)));
  expect([...bundle.texts]).toEqual([[hash, bytes]]);
});

property.prop([anyGraph], { numRuns: runs(40, 1_000) })("any graph comes back as it was", async (graph) => {
  const { session } = opened({ ...graph, nodes: [], edges: [] });
  const all = await exported.answer(session, { seedLosses: false });
  const bundle = await readBundle(await writeBundle({ ...all, graph }));
  expect(bundle.graph).toEqual(graph);
});

const name = fc.oneof(
  fc.constantFrom("hidden", "W", "__proto__", "a.b", "", "__metadata__"),
  fc.string({ maxLength: 20 }),
);
const bits = fc.uint32Array({ maxLength: 6 }).map((words) => new Float32Array(words.buffer.slice(0)));
const tensor = bits.map((data) => ({ shape: [data.length], data }));
const loss = fc.double();
const curve = fc
  .tuple(name, fc.array(loss, { minLength: 1, maxLength: 5 }))
  .map(([node, losses]) => ({ node, points: Float64Array.from(losses.flatMap((value, at) => [at, value])) }));

const anyCheckpoint: fc.Arbitrary<Required<Checkpoint>> = fc.record({
  iteration: fc.maxSafeNat(),
  parameters: fc
    .array(fc.tuple(name, name, tensor), { maxLength: 4 })
    .map((list) => Object.fromEntries(list.map(([node, own, each]) => [`${node}.${own}`, each]))),
  buffers: fc.array(
    fc.tuple(name, name, name, tensor, fc.boolean()).map(([node, own, rule, each, asleep]) => ({
      node,
      name: own,
      mover: { node, rule },
      ...each,
      ...(asleep ? { asleep: true as const } : {}),
    })),
    { maxLength: 4 },
  ),
  generator: fc.record({
    words: fc.uint32Array({ minLength: 624, maxLength: 624 }),
    position: fc.nat(624),
    normal: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  }),
  draws: fc.option(
    fc
      .array(fc.tuple(name, name, fc.oneof(fc.int32Array({ maxLength: 4 }), fc.float64Array({ maxLength: 4 }), bits)), {
        maxLength: 3,
      })
      .map((list) => Object.fromEntries(list.map(([node, recipe, data]) => [node, { recipe, data: [data] }]))),
  ),
  curves: fc.constant([]),
  birth: fc.constant(null),
  seed: fc.option(fc.maxSafeNat()),
  notFromSeed: fc.option(fc.record({ since: fc.maxSafeNat(), why: fc.string() })),
  trained: fc.boolean(),
});

const words = ({ data }: { readonly data: Float32Array }) => new Uint32Array(data.slice().buffer);

property.prop([anyCheckpoint], { numRuns: runs(120, 3_000) })(
  "any state comes back bit for bit, nans too",
  (checkpoint) => {
    const file = writeSafetensors(writeState({ checkpoint, inPass: null }));
    const { checkpoint: read } = readState(readSafetensors(file));
    expect(read).toEqual(Object.fromEntries(Object.entries(checkpoint).filter(([key]) => key !== "curves")));
    for (const [key, kept] of Object.entries(checkpoint.parameters)) {
      expect(words(read.parameters[key]!)).toEqual(words(kept));
    }
  },
);

property.prop([fc.uniqueArray(curve, { maxLength: 4, selector: ({ node }) => node })], { numRuns: runs(80, 2_000) })(
  "curves come back as they were",
  async (list) => {
    const curves = list.filter(({ node }) => !/\p{Cc}/u.test(node));
    const { session } = opened(smallGraph("xor"));
    const all = await exportedOf(session);
    const bundle = await readBundle(await writeBundle({ ...all, checkpoint: { ...all.checkpoint, curves } }));
    expect(bundle.checkpoint.curves).toEqual(curves);
  },
);
