import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { testInOwnContext as test } from "./editorPage.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { findNodeType } from "../../src/nodes/catalogue.ts";
import { serveSession } from "../../src/session/host/serveSession.ts";
import { memoryChannel } from "../../src/session/host/memoryChannel.ts";
import { galleryNames, smallGraph } from "../contract/graphs/galleryRecords.ts";
import { trainingBits, type Training } from "./trainingBits.ts";
import type { ClientMessage, HostMessage } from "../../src/protocol/channel.ts";

// Three trainings each; a slow machine may take its time. In Node alone, resuming is held by the unit tests.
test.setTimeout(300_000);

const ITERATIONS = 24;
const root = new URL("../../", import.meta.url);

/** The files in graphs/, as far as they train. */
const graphs = galleryNames()
  .map((name) => ({ name, graph: smallGraph(name) }))
  .filter(({ graph }) => graph.nodes.some(({ type }) => "loss" in (findNodeType(type)?.inputs ?? {})));

/** Formula and learning rate ask for every function that an engine may round as it likes. */
const activation = graphs.find(({ name }) => name === "expression-activation")!.graph;
const everyFunction: Graph = {
  ...activation,
  nodes: activation.nodes.map((node) => {
    if (node.type === "expression") {
      const formula =
        "x * sigmoid(x) + tanh(x) / 9 + sin(x) * cos(x) / 9 + atan(x) / 9 + log(1 + exp(x)) / 9 + (x / 8) ^ 3 + tan(x / 9) + " +
        "sinh(x / 9) + cosh(x / 9) + log2(2 + x ^ 2) / 9 + log10(2 + x ^ 2) / 9";
      return { ...node, settings: { formula } };
    }
    const lr =
      "0.1 * 10 ^ (-iteration / 99) * (1 + sin(iteration) * cos(iteration) * tan(iteration / 99) / 9) + (exp(-iteration) + " +
      "log(2 + iteration) + log2(3 + iteration) + log10(4 + iteration) + tanh(iteration / 9) + atan(iteration) + sinh(0.3) + cosh(0.3)) / 999";
    return node.type === "sgd" ? { ...node, settings: { lr } } : node;
  }),
};

/** One page for all, and where its worker's code is. */
let page: Page;
let address: string;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  const worker = page.waitForEvent("worker");
  await page.goto("./");
  address = (await worker).url();
});

test.afterAll(() => page.close());

for (const { name, graph } of [...graphs, { name: "every function of formulas and schedules", graph: everyFunction }]) {
  test(`${name} has the same bits in Node and in Chromium, paused and resumed or not`, async () => {
    const inNode = await trainInNode({ graph, iterations: ITERATIONS, interrupted: false });
    expect(Object.keys(inNode).length).toBeGreaterThan(2);
    for (const interrupted of [false, true]) {
      expect(await trainInPage({ graph, iterations: ITERATIONS, interrupted })).toEqual(inNode);
    }
  });
}

function trainInNode(training: Training): Promise<Record<string, string>> {
  return trainingBits(training, () => {
    const [host, client] = memoryChannel<HostMessage, ClientMessage>();
    serveSession(host, {
      now: () => performance.now(),
      defer: (callback) => void setImmediate(callback),
      wait: (milliseconds, callback) => void setTimeout(callback, milliseconds),
      loadDataset: async (name) => readFileSync(new URL(`public/data/${name}.txt`, root), "utf8"),
      loadTextFile: () => Promise.reject(new Error("no graph of these has a text of its own")),
    });
    return { post: (message) => client.send(message), listen: (receiver) => client.receive(receiver) };
  });
}

/** The same in the site's own worker, spoken to as the page does. */
function trainInPage(training: Training): Promise<Record<string, string>> {
  const call = `(${trainingBits.toString()})(${JSON.stringify(training)}, () => {
    const worker = new Worker(${JSON.stringify(address)}, { type: "module" });
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ dataFolder: new URL("data/", location.href).href, texts: port2 }, [port2]);
    return {
      post: (message) => worker.postMessage(message),
      listen: (receiver) => worker.addEventListener("message", ({ data }) => receiver(data)),
    };
  })`;
  return page.evaluate<Record<string, string>>(call);
}
