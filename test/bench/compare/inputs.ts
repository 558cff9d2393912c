import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randn_ } from "../../../src/tensor/init/randn_.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { plainBackend } from "../../../src/tensor/backend/plainBackend.ts";
import { openedSession } from "./openedSession.ts";
import type { Entry, Manifest } from "./manifest.ts";
import type { Workload } from "./workloads.ts";

/** Names a folder of inputs, and how many floating-point operations an iteration takes at the least. */
export interface Inputs {
  readonly folder: string;
  readonly flop: number;
}

/**
 * Writes down what a peer needs in order to compute what our `plain` backend computes: the parameters as they are drawn,
 * and the rows of each batch that the graph draws while it trains.
 */
export function writeNetwork(workload: Workload): Inputs {
  const folder = join("build", "bench", "inputs", workload.name);
  const session = openedSession(workload, plainBackend);
  session.begin();
  const { plan } = session;
  const parameters = plan.parameters.map(({ node, name, tensor }): [string, Tensor] => [
    node === name ? name : `${node}.${name}`,
    copyOf(tensor),
  ]);
  const opNamed = (name: string) => plan.applied.find(({ op }) => op.name === name)!.inputs;
  const [index, target] = [opNamed("embedding")["ids"]!, opNamed("cross_entropy")["target"]!];
  const rows: [Tensor, Tensor][] = [];
  for (let at = 0; at < workload.batches; at++) {
    session.iterate();
    rows.push([copyOf(index), copyOf(target)]);
  }
  const tensors = [
    ...parameters,
    ["X", stacked(rows.map(([x]) => x))] as const,
    ["Y", stacked(rows.map(([, y]) => y))] as const,
  ];
  const multiplications = plan.applied.reduce((sum, { op, inputs, output }) => {
    const counts = op.kind === "compute" && op.name === "matmul";
    return sum + (counts ? (op.multiplications?.(inputs, output) ?? 0) : 0);
  }, 0);
  const { graph, without, variables, layers, optimizer } = workload;
  write(folder, { kind: "network", source: { graph, without, variables }, layers, optimizer }, tensors);
  // A product forward, two backward, each a multiplication and an addition.
  return { folder, flop: 6 * multiplications };
}

/** Writes two n × n matrices of normal random numbers. */
export function writeProduct(n: number): Inputs {
  const folder = join("build", "bench", "inputs", `product-${n}`);
  const generator = new Generator(n);
  const random = (): Tensor => {
    const tensor = tensorOf("float32", [n, n]);
    randn_(tensor, generator);
    return tensor;
  };
  write(folder, { kind: "product", source: null, layers: [], optimizer: { name: "sgd", lr: 0 } }, [
    ["a", random()],
    ["b", random()],
  ]);
  return { folder, flop: 2 * n ** 3 };
}

function write(
  folder: string,
  described: Omit<Manifest, "tensors">,
  tensors: readonly (readonly [name: string, tensor: Tensor])[],
): void {
  const entries: Record<string, Entry> = {};
  let offset = 0;
  for (const [name, { dtype, shape, storage }] of tensors) {
    if (dtype !== "float32" && dtype !== "int32") throw new Error(`${name} is of ${dtype}`);
    entries[name] = { dtype, shape, offset };
    offset += storage.data.byteLength;
  }
  mkdirSync(folder, { recursive: true });
  const manifest: Manifest = { ...described, tensors: entries };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  const bytes = tensors.map(
    ([
      ,
      {
        storage: { data },
      },
    ]) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
  writeFileSync(join(folder, "tensors.bin"), Buffer.concat(bytes));
}

function copyOf(tensor: Tensor): Tensor {
  const copy = tensorOf(tensor.dtype, tensor.shape);
  plainBackend.kernels.copy(tensor, copy);
  return copy;
}

/** Tensors of one shape, one behind the other. */
function stacked(tensors: readonly Tensor[]): Tensor {
  const [{ dtype, shape, storage }] = tensors as readonly [Tensor];
  const all = tensorOf(dtype, [tensors.length, ...shape]);
  tensors.forEach((one, at) => all.storage.data.set(one.storage.data, at * storage.data.length));
  return all;
}
