import { z } from "zod";

/** What a state's metadata call it, and the version of what they say. */
export const STATE_FORMAT = "wiregrad/state";
export const STATE_VERSION = 1;

const count = z.int().min(0);
/** Of a node, of a parameter, of a tensor in the file. */
const name = z.string().max(400);

const tensorOf = { tensor: name, node: name, name };

/** Words of the Mersenne Twister's state. */
const WORDS = 624;

/** Describes what a state says beside its tensors: all of a checkpoint that is no array. */
export const stateSchema = z.object({
  iteration: count,
  seed: count.nullable(),
  notFromSeed: z.object({ since: count, why: z.string().max(1000) }).nullable(),
  trained: z.boolean(),
  birth: z
    .object({
      node: name,
      op: name,
      index: z.array(count).max(8),
      sentence: z.string().max(1000),
      pass: z.enum(["forward", "backward", "update"]).nullable(),
      iteration: count.nullable(),
    })
    .nullable(),
  /** As text: JSON has no -0. */
  generator: z.object({
    words: z.array(z.int().min(0).max(0xffffffff)).length(WORDS),
    position: z.int().min(0).max(WORDS),
    normal: z.string().max(40).nullable(),
  }),
  parameters: z.array(z.object(tensorOf)),
  buffers: z.array(
    z.object({ ...tensorOf, mover: z.object({ node: name, rule: name }), asleep: z.literal(true).optional() }),
  ),
  draws: z.array(z.object({ node: name, recipe: z.string().max(65_536), tensors: z.array(name).max(16) })).nullable(),
  /** The nodes whose losses have curves, in the order of their columns. */
  curves: z.array(name),
  /** The pass in whose middle it was saved; the state is from the iteration's start. */
  inPass: z.enum(["forward", "backward", "update"]).nullable(),
});

export type StateText = z.infer<typeof stateSchema>;
