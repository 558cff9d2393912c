import { sameBits } from "../../base/sameBits.ts";
import { memoriesOf, parameterKey, slotKey, slotsOf } from "../../program/tensors/persistent.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { GeneratorState } from "../../tensor/rng/generator.ts";
import { sameStream } from "../../tensor/rng/sameStream.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";

/** Where a session stands, as far as a checkpoint tells of it. */
interface Here {
  readonly plan: Plan;
  readonly iteration: number;
  readonly drawn: boolean;
  readonly generator: GeneratorState;
}

/**
 * Says whether a session would go on from here as from a checkpoint, bit for bit: its parameters, buffers, random
 * stream and what was drawn for this iteration are those.
 */
export function holdsNumbersOf(
  { iteration, parameters, buffers = [], generator, draws }: Checkpoint,
  here: Here,
): boolean {
  const { plan } = here;
  if (iteration !== here.iteration || !sameStream(generator, here.generator)) return false;
  const drawn = here.drawn ? plan.draws : [];
  const same = drawn.every(({ node, drawn: tensors }) =>
    tensors.every(({ storage }, at) => sameBits(draws?.[node]?.data[at], storage.data)),
  );
  const slots = slotsOf(plan);
  const kept = buffers.filter((buffer) => slots.has(slotKey(buffer, buffer.shape)));
  return (
    same &&
    plan.parameters.every(({ node, name, tensor }) =>
      sameBits(parameters[parameterKey(node, name)]?.data, tensor.storage.data),
    ) &&
    kept.length === memoriesOf(plan).length &&
    kept.every((buffer) => sameBits(buffer.data, slots.get(slotKey(buffer, buffer.shape))!.tensor.storage.data))
  );
}
