import { DiagnosticError } from "../../base/diagnostic.ts";
import { elements, offsetInStorage } from "../../base/stridedLayout.ts";
import { magnitudesOf, printedElements, printModeOf } from "../../base/printMode.ts";
import { outputTensors } from "../../program/tensors/outputTensors.ts";
import { elementsOf } from "../../tensor/elementsOf.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { colourScale } from "../reports/colourScale.ts";
import { axisLabels } from "../reports/axisLabels.ts";
import type { Region } from "../../base/region.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { SharedTensor, TensorRegion } from "../../protocol/tensorRegion.ts";
import { defineQuestion } from "./question.ts";
import type { Program } from "../../program/run/program.ts";

/** A reading has at most so many numbers, whatever it asks for. */
const MAX_NUMBERS = 2 ** 20;
/** And is labelled only up to so many. */
const LABELLED_NUMBERS = 4096;

/** Answers with the exact numbers of a part of a tensor, and how the tensor lies in its storage. */
export const read = defineQuestion({
  type: "read",
  looks: "program",
  answer: (
    { program },
    { tensor: ref, region }: { readonly tensor: TensorRef; readonly region: Region },
  ): TensorRegion => {
    const tensor = program.tensors.at(ref);
    const { dtype, shape, stride, offset, storage } = tensor;
    checkRegion(shape, region);
    const from = offsetInStorage(tensor, region.start);
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
      sharing: sharing(program, tensor, ref),
      labels: data.length > LABELLED_NUMBERS ? null : axisLabels(program.plan, ref, tensor, region),
      // A view is coloured as what it views.
      maxAbs,
      scale: colourScale(storage.data, maxAbs),
      printMode: printModeOf(magnitudesOf(printedElements(storage.data, tensor))),
      storagePrintMode: printModeOf(magnitudesOf(printedElements(storage.data, asRow))),
      start: region.start,
      size: region.size,
      data,
    };
  },
});

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
function sharing({ plan, tensors }: Program, { storage }: Tensor, ref: TensorRef): SharedTensor[] {
  // A gradient has a storage of its own, which nobody shares.
  if (ref.side === "grad") return [];
  const outputs = [...plan.nodes.values()].flatMap(({ id, outputs: ports }) =>
    outputTensors(ports).map(({ port, tensor }) => ({ node: id, port, tensor })),
  );
  const parameters = plan.parameters.map(({ node, name, tensor }) => ({ node, port: name, tensor }));
  const between = [...tensors.names].flatMap(([tensor, { node, port, side }]) =>
    side === "value" && port.startsWith("#") ? [{ node, port, tensor }] : [],
  );
  return [...outputs, ...parameters, ...between]
    .filter(({ node, port, tensor }) => tensor.storage === storage && (node !== ref.node || port !== ref.port))
    .map(({ node, port, tensor: { shape, stride, offset } }) => ({ node, port, shape, stride, offset }));
}
