import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import { elements, placeInStorage } from "../../base/place.ts";
import { magnitudesOf, printedElements, printModeOf } from "../../base/printMode.ts";
import { outputTensors } from "../../program/tensors/outputTensors.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import { findTensor, tensorNames } from "../../program/tensors/tensorName.ts";
import { elementsOf } from "../../tensor/elementsOf.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { colourScale } from "../reports/colourScale.ts";
import { axisLabels } from "../reports/axisLabels.ts";
import type { Region } from "../../base/region.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { SharedTensor, TensorRegion } from "../../protocol/tensorRegion.ts";

/** A reading has at most so many numbers, whatever it asks for. */
const MAX_NUMBERS = 2 ** 20;
/** And is labelled only up to so many. */
const LABELLED_NUMBERS = 4096;

/** The tensor that is meant: its numbers or its gradient. Throws a DiagnosticError when the program has none. */
export function tensorAt({ plan }: Program, { node, port, side }: TensorRef): Tensor {
  const value = findTensor(plan, node, port);
  const tensor = value !== null && side === "grad" ? (plan.grads.get(value) ?? null) : value;
  if (tensor === null) {
    const name = JSON.stringify(formatEndpoint({ node, port }));
    throw DiagnosticError.of(value === null ? `there is no tensor ${name}` : `${name} has no gradient`);
  }
  return tensor;
}

/** The exact numbers of a part of a tensor, and how the tensor lies in its storage. */
export function readTensor(program: Program, ref: TensorRef, region: Region): TensorRegion {
  const tensor = tensorAt(program, ref);
  const { dtype, shape, stride, offset, storage } = tensor;
  checkRegion(shape, region);
  const from = placeInStorage(tensor, region.start);
  const data = elementsOf({ ...tensor, shape: region.size, offset: from });
  const { maxAbs } = magnitudesOf(storage.data);
  const asRow = { shape: [storage.length], stride: [1], offset: 0 };
  return {
    ...ref,
    dtype,
    shape,
    stride,
    offset,
    storageLength: storage.length,
    storageBytes: storage.bytes,
    sharing: sharing(program.plan, tensor, ref),
    labels: data.length > LABELLED_NUMBERS ? null : axisLabels(program.plan, ref, tensor, region),
    // A view is coloured as what it views.
    maxAbs,
    scale: colourScale(storage.length, (at) => storage.data[at]!, maxAbs),
    printMode: printModeOf(magnitudesOf(printedElements(storage.data, tensor))),
    storagePrintMode: printModeOf(magnitudesOf(printedElements(storage.data, asRow))),
    start: region.start,
    size: region.size,
    data,
  };
}

/** Numbers as they stand one after another in a tensor's storage, from `start` on. */
export function readStorage(program: Program, ref: TensorRef, start: number, count: number): Float64Array {
  const { storage } = tensorAt(program, ref);
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(count) && start >= 0 && count >= 0)) {
    throw DiagnosticError.of(`expected a part of a storage of ${storage.length}, got ${count} from ${start}`);
  }
  return Float64Array.from(
    storage.data.subarray(start, Math.min(start + Math.min(count, MAX_NUMBERS), storage.length)),
  );
}

function checkRegion(shape: readonly number[], { start, size }: Region): void {
  const whole = (numbers: readonly number[]): boolean => numbers.every((number) => Number.isSafeInteger(number));
  const fits =
    start.length === shape.length &&
    size.length === shape.length &&
    whole(start) &&
    whole(size) &&
    shape.every((length, axis) => start[axis]! >= 0 && size[axis]! >= 0 && start[axis]! + size[axis]! <= length);
  if (!fits) {
    throw DiagnosticError.of(
      `expected a part of shape [${shape.join(", ")}], got [${size.join(", ")}] from [${start.join(", ")}]`,
    );
  }
  if (elements(size) > MAX_NUMBERS) {
    throw DiagnosticError.of(`a reading has at most ${MAX_NUMBERS} numbers, got ${elements(size)}`);
  }
}

/** The other tensors of the graph that lie in the same storage: outputs, parameters, then what lies between a node's ops. */
function sharing(plan: Plan, { storage }: Tensor, ref: TensorRef): SharedTensor[] {
  // A gradient has a storage of its own, which nobody shares.
  if (ref.side === "grad") return [];
  const outputs = [...plan.nodes.values()].flatMap(({ id, outputs: ports }) =>
    outputTensors(ports).map(({ port, tensor }) => ({ node: id, port, tensor })),
  );
  const parameters = plan.parameters.map(({ node, name, tensor }) => ({ node, port: name, tensor }));
  const between = [...tensorNames(plan)].flatMap(([tensor, { node, port, side }]) =>
    side === "value" && port.startsWith("#") ? [{ node, port, tensor }] : [],
  );
  return [...outputs, ...parameters, ...between]
    .filter(({ node, port, tensor }) => tensor.storage === storage && (node !== ref.node || port !== ref.port))
    .map(({ node, port, tensor: { shape, stride, offset } }) => ({ node, port, shape, stride, offset }));
}
