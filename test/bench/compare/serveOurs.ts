import { PerformanceObserver } from "node:perf_hooks";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Backend } from "../../../src/tensor/backend/backend.ts";
import { planTensor, type Tensor } from "../../../src/tensor/tensor.ts";
import type { Manifest } from "./manifest.ts";
import { openedSession } from "./openedSession.ts";
import type { Answer, Order } from "./orders.ts";

/** Is a workload, opened: it begins anew whenever it runs. */
interface Opened {
  readonly begin: () => void;
  readonly iterate: () => void;
  readonly losses: (count: number) => number[];
}

/** Answers orders as a contender, on one of our backends, until there are no more. */
export async function serveOurs(name: string, backend: Backend): Promise<void> {
  const opened = new Map<string, Opened>();
  const of = (folder: string): Opened => {
    const found = opened.get(folder);
    if (found === undefined) throw new Error(`${folder} is not open`);
    return found;
  };
  const answer = async (order: Order): Promise<Answer> => {
    switch (order.order) {
      case "open":
        opened.set(order.folder, open(order.folder, backend));
        return {};
      case "close":
        opened.delete(order.folder);
        return {};
      case "losses":
        return { losses: of(order.folder).losses(order.count) };
      case "run":
        return { milliseconds: timed(of(order.folder), order.count) };
      case "allocations":
        return { bytes: await allocations(of(order.folder)) };
    }
  };
  const say = (line: Answer): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
  say({ version: `Wiregrad, ${name}` });
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      say(await answer(JSON.parse(line) as Order));
    } catch (error) {
      say({ error: error instanceof Error ? error.message : String(error) });
    }
  }
}

function open(folder: string, backend: Backend): Opened {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;
  if (manifest.source === null) return product(folder, manifest, backend);
  const session = openedSession(manifest.source, backend);
  return {
    begin: session.begin,
    iterate: session.iterate,
    losses(count) {
      session.begin();
      return Array.from({ length: count }, () => {
        session.iterate();
        return session.loss();
      });
    },
  };
}

function product(folder: string, { tensors }: Manifest, backend: Backend): Opened {
  const { buffer } = new Uint8Array(readFileSync(join(folder, "tensors.bin")));
  const read = (name: string): Tensor => {
    const { shape, offset } = tensors[name]!;
    const values = new Float32Array(buffer, offset, shape[0]! * shape[1]!);
    const tensor = planTensor("float32", shape);
    backend.allocate(values.byteLength).bind(tensor.storage, 0);
    tensor.storage.data.set(values);
    return tensor;
  };
  const [a, b, y] = [read("a"), read("b"), read("a")];
  const iterate = backend.prepare("matmul", a, b, y);
  return {
    begin: () => undefined,
    iterate,
    losses(count) {
      iterate();
      return Array.from({ length: count }, (_, at) => y.storage.data[at * (a.shape[0]! + 1)]!);
    },
  };
}

function timed({ begin, iterate }: Opened, count: number): number {
  begin();
  const start = performance.now();
  for (let i = 0; i < count; i++) iterate();
  return performance.now() - start;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes of the heap that an iteration allocates, over as many as go by without a collection: that would take some back. */
async function allocations(opened: Opened): Promise<number> {
  const { begin, iterate } = opened;
  let collections = 0;
  const observer = new PerformanceObserver((list) => (collections += list.getEntries().length));
  observer.observe({ entryTypes: ["gc"] });
  // A collection is told of in a turn of the event loop of its own.
  const told = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  try {
    begin();
    for (let count = measured(opened); count >= 1; count >>= 1) {
      collect();
      await told();
      collections = 0;
      const start = getHeapStatistics().used_heap_size;
      const asked = getHeapStatistics().used_heap_size - start;
      for (let i = 0; i < count; i++) iterate();
      const bytes = (getHeapStatistics().used_heap_size - start - 2 * asked) / count;
      await told();
      if (collections === 0) return Math.max(0, bytes);
    }
    throw new Error("a single iteration has the heap collected");
  } finally {
    observer.disconnect();
  }
}

/** How many iterations go by in half a second, at most 1,024; as many have then been compiled. */
function measured(opened: Opened): number {
  let count = 1;
  while (count < 1024 && timed(opened, count) < 250) count *= 2;
  return count;
}
