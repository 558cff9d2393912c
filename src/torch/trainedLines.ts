import { DiagnosticError } from "../base/diagnostic.ts";
import { pythonString } from "../base/pythonLiteral.ts";
import { batchCountKeys } from "../nodes/stateDict.ts";
import type { Plan } from "../program/plan/plan.ts";
import { parameterKey, slotKey, slotsOf } from "../program/tensors/persistent.ts";
import type { Checkpoint } from "../protocol/checkpoint.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { embeddedBytes, embeddedNumbers } from "./embedded.ts";
import { generatorBytes } from "./generatorBytes.ts";
import type { GraphNames } from "./graphNames.ts";
import type { ModulePlaces } from "./modulePlaces.ts";
import { GENERATOR, MODEL } from "./nodeWriter.ts";
import { ownLine, type WrittenNode } from "./ownLine.ts";
import type { ScriptLine } from "../protocol/script/script.ts";

/** Numbers that a script holds at most: they make a text of some 90 MB. */
const MOST_NUMBERS = 2 ** 24;

/**
 * Returns the lines that put what was trained in the place of what the seed gives: parameters, running statistics, what
 * optimisers remember, gradients that add up, and the generator. Numbers that there are none of stay as they are.
 *
 * @throws DiagnosticError where it is too much for a script.
 */
export function trainedLines(
  plan: Plan,
  names: GraphNames,
  written: readonly WrittenNode[],
  trained: Checkpoint,
  places: ModulePlaces | null = null,
): readonly ScriptLine[] {
  const kept = keptNumbers(plan, trained);
  const count = [...kept.values()].reduce((all, { length }) => all + length, 0);
  if (count > MOST_NUMBERS) {
    throw DiagnosticError.of(
      `What was trained is ${count} numbers, and a script holds at most ${MOST_NUMBERS}: export it without them`,
    );
  }
  const code = (tensor: Tensor): string | null => {
    const numbers = kept.get(tensor);
    return numbers === undefined ? null : embeddedNumbers(tensor.dtype, tensor.shape, numbers);
  };
  const target = (node: string, name: string): string => {
    const place = places?.of(node, name);
    return place === undefined ? names.of({ node, port: name }) : `${MODEL}.${place.key}`;
  };
  // What lies the other way round in a module: the parameter, its gradient, what an optimiser remembers of it.
  const turned = (numbers: string, node: string, name: string, { shape }: Tensor): string =>
    places?.of(node, name)?.transposed === true && shape.length === 2 ? `${numbers}.T.contiguous()` : numbers;
  const lines: ScriptLine[] = [];
  const add = (node: string, text: string): void => {
    lines.push({ ...ownLine("parameters", text), node });
  };
  for (const { node, name, tensor } of plan.parameters) {
    const numbers = code(tensor);
    if (numbers !== null) add(node, `${target(node, name)}.data.copy_(${turned(numbers, node, name, tensor)})`);
  }
  for (const { parameter, kept: tensor } of plan.accumulated) {
    const numbers = code(tensor);
    const { node, name } = parameter;
    if (numbers !== null) add(node, `${target(node, name)}.grad = ${turned(numbers, node, name, tensor)}`);
  }
  for (const { node, name, port, tensor, mover } of plan.buffers) {
    const numbers = mover.node === node ? code(tensor) : null;
    if (numbers !== null)
      add(node, `${places === null ? names.of({ node, port }) : target(node, name)}.copy_(${numbers})`);
  }
  for (const key of batchCountKeys(places?.all ?? [])) {
    lines.push(ownLine("parameters", `${MODEL}.${key}.fill_(${trained.iteration})`));
  }
  for (const { node, memories } of plan.optimizers) {
    const optimizer = written.find((one) => one.node.id === node)?.code.optimizer;
    if (optimizer === undefined) continue;
    for (const [parameter, memory] of memories) {
      const entries = Object.entries(memory).flatMap(([name, tensor]) => {
        const numbers = code(tensor);
        if (numbers === null) return [];
        return [`${pythonString(name)}: ${turned(numbers, parameter.node, parameter.name, tensor)}`];
      });
      // Before its first step an optimiser of PyTorch's remembers nothing.
      if (entries.length === 0 || isUnused(memory, kept)) continue;
      const variable = target(parameter.node, parameter.name);
      add(node, `${optimizer}.state[${variable}] = {${entries.join(", ")}}`);
    }
  }
  const state = `torch.frombuffer(bytearray(${embeddedBytes(generatorBytes(trained.generator, plan.seed))}), dtype=torch.uint8)`;
  return [...lines, ownLine("parameters", `${GENERATOR}.set_state(${state})`)];
}

/** What a checkpoint has of each tensor that outlives iterations. */
function keptNumbers(plan: Plan, { parameters, buffers = [] }: Checkpoint): ReadonlyMap<Tensor, Float32Array> {
  const kept = new Map<Tensor, Float32Array>();
  const take = (tensor: Tensor, data: Float32Array): void => {
    if (data.length === tensor.storage.length) kept.set(tensor, data);
  };
  for (const { node, name, tensor } of plan.parameters) {
    const key = parameterKey(node, name);
    if (Object.hasOwn(parameters, key)) take(tensor, parameters[key]!.data);
  }
  const slots = slotsOf(plan);
  for (const buffer of buffers) {
    const slot = slots.get(slotKey(buffer, buffer.shape));
    if (slot !== undefined) take(slot.tensor, buffer.data);
  }
  return kept;
}

function isUnused({ step }: Readonly<Record<string, Tensor>>, kept: ReadonlyMap<Tensor, Float32Array>): boolean {
  return step !== undefined && kept.get(step)?.[0] === 0;
}
