import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { connectSession } from "../../src/session/client.ts";
import { serveSession } from "../../src/session/host/serveSession.ts";
import { memoryChannel } from "../../src/session/host/memoryChannel.ts";
import { notebookGraph } from "../session/graphs.ts";
import type { ClientMessage, HostMessage } from "../../src/protocol/channel.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const MINUTE = 60_000;
/** Milliseconds that the reader takes for a message. */
const SLOW = 1000;
const LIMIT = 20 * 2 ** 20;

test("a minute of training before a reader that takes one message a second: the memory stays flat", async () => {
  const [hostEnd, clientEnd] = memoryChannel<HostMessage, ClientMessage>();
  serveSession(hostEnd, {
    now: () => performance.now(),
    defer: (callback) => void setImmediate(callback),
    wait: (milliseconds, callback) => void setTimeout(callback, milliseconds),
    loadDataset: () => Promise.reject(new Error("the graph names no data set")),
    loadTextFile: () => Promise.reject(new Error("the graph names no file")),
  });
  let messages = 0;
  let iteration = 0;
  const session = connectSession(clientEnd, {
    onProgress: ({ status }, acknowledge) => {
      messages++;
      iteration = status.iteration;
      setTimeout(acknowledge, SLOW);
    },
    onFailure: (message) => {
      throw new Error(message);
    },
  });
  const graph = { ...notebookGraph(), variables: { block_size: "3", n_embd: "2", n_hidden: "2" } };
  await session.request("open", { graph, evaluate: true });
  await session.request("train", { stopAt: null, losses: "thinned" });
  const start = performance.now();
  let before = 0;
  while (performance.now() - start < MINUTE) {
    await new Promise((resolve) => setImmediate(resolve));
    // The curve and the JIT settle first.
    if (before === 0 && performance.now() - start > MINUTE / 6) before = used();
  }
  const growth = used() - before;
  await session.request("pause", {});
  console.log(`${iteration} iterations, ${messages} messages, ${(growth / 2 ** 20).toFixed(1)} MiB more`);
  expect(growth).toBeLessThan(LIMIT);
  expect(messages).toBeLessThan(120);
});

function used(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
