import { readFileSync } from "node:fs";
import { Session as Inspector, type HeapProfiler } from "node:inspector/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { createInterface } from "node:readline";
import type { Backend } from "../../../src/tensor/backend/backend.ts";
import { planTensor, type Tensor } from "../../../src/tensor/tensor.ts";
import type { Manifest } from "./manifest.ts";
import { openedSession } from "./openedSession.ts";
import type { Answer, Order } from "./orders.ts";

/** Is a workload, opened: it begins anew whenever it runs. */
interface Opened {
  readonly begin: () => void;
  readonly run: (count: number) => void;
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
    run: session.train,
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
    run(count) {
      for (let at = 0; at < count; at++) iterate();
    },
    losses(count) {
      iterate();
      return Array.from({ length: count }, (_, at) => y.storage.data[at * (a.shape[0]! + 1)]!);
    },
  };
}

function timed({ begin, run }: Opened, count: number): number {
  begin();
  const start = performance.now();
  run(count);
  return performance.now() - start;
}

/** The profiler looks at the heap each time so many bytes were allocated. */
const SAMPLING_BYTES = 256;

/** How many bytes of its code V8 runs before it compiles a function: by itself, and here. */
const [LATE, SOON] = [67_584, 2048];

/** Bytes of the heap that an iteration allocates, be they collected or not: by samples, so about. */
async function allocations(opened: Opened): Promise<number> {
  const inspector = new Inspector();
  inspector.connect();
  try {
    const count = measured(opened);
    opened.begin();
    // What is allocated once, and what is compiled, is not an iteration's. Of few iterations nothing would be compiled, and interpreted
    // code makes an object of each number.
    setFlagsFromString(`--interrupt-budget=${SOON}`);
    opened.run(count);
    opened.run(count);
    await inspector.post("HeapProfiler.startSampling", {
      samplingInterval: SAMPLING_BYTES,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
    opened.run(count);
    const { profile } = await inspector.post("HeapProfiler.stopSampling");
    return bytesOf(profile.head) / count;
  } finally {
    setFlagsFromString(`--interrupt-budget=${LATE}`);
    inspector.disconnect();
  }
}

/** Bytes that a call, and what it called, allocated. What Node does is the profiler's own. */
function bytesOf({ callFrame, selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number {
  const own = callFrame.url.startsWith("node:") ? 0 : selfSize;
  return children.reduce((sum, child) => sum + bytesOf(child), own);
}

/** How many iterations go by in two seconds, at most 1,024. */
function measured(opened: Opened): number {
  let count = 1;
  while (count < 1024 && timed(opened, count) < 2000) count *= 2;
  return count;
}
