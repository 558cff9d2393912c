import type { LossBirth } from "../../protocol/notFiniteReport.ts";
import type { NotFromSeedAlone } from "../../protocol/exported.ts";
import type { Pass } from "../../protocol/instructionReport.ts";
import { fields, list, oneOf, orNull, text, truth, whole } from "../fields.ts";

/** What a state's metadata call it, and the version of what they say. */
export const STATE_FORMAT = "wiregrad/state";
export const STATE_VERSION = 1;

/** Names a tensor of the file, and what it is. */
interface Named {
  readonly tensor: string;
  readonly node: string;
  readonly name: string;
}

/** Holds what a state says beside its tensors: all of a checkpoint that is no array. */
export interface StateText {
  readonly iteration: number;
  readonly seed: number | null;
  readonly notFromSeed: NotFromSeedAlone | null;
  readonly trained: boolean;
  readonly birth: LossBirth | null;
  /** `normal` as text: JSON has no -0. */
  readonly generator: { readonly words: readonly number[]; readonly position: number; readonly normal: string | null };
  readonly parameters: readonly Named[];
  readonly buffers: readonly (Named & {
    readonly mover: { readonly node: string; readonly rule: string };
    readonly asleep: boolean;
  })[];
  readonly draws:
    | readonly { readonly node: string; readonly recipe: string; readonly tensors: readonly string[] }[]
    | null;
  /** The nodes whose losses have curves, in the order of their columns. */
  readonly curves: readonly string[];
  /** The pass in whose middle it was saved; the state is from the iteration's start. */
  readonly inPass: Pass | null;
}

/** Words of the Mersenne Twister's state. */
const WORDS = 624;
const MOST_TENSORS = 10_000;

/** Of a node, of a parameter, of a tensor in the file. */
const name = text(400);
const pass = orNull(oneOf("forward", "backward", "update"));
const named = { tensor: name, node: name, name };

/** Reads what a state says beside its tensors. Throws a DiagnosticError that names the field. */
export const readStateText = fields<StateText>({
  iteration: whole(),
  seed: orNull(whole()),
  notFromSeed: orNull(fields<NotFromSeedAlone>({ since: whole(), why: text(1000) })),
  trained: truth,
  birth: orNull(
    fields<LossBirth>({
      node: name,
      op: name,
      index: list(whole(), 8),
      sentence: text(1000),
      pass,
      iteration: orNull(whole()),
    }),
  ),
  generator: fields<StateText["generator"]>({
    words: list(whole(0, 0xffffffff), WORDS, WORDS),
    position: whole(0, WORDS),
    normal: orNull(text(40)),
  }),
  parameters: list(fields<Named>(named), MOST_TENSORS),
  buffers: list(
    fields<StateText["buffers"][number]>({
      ...named,
      mover: fields<StateText["buffers"][number]["mover"]>({ node: name, rule: name }),
      asleep: truth,
    }),
    MOST_TENSORS,
  ),
  draws: orNull(
    list(
      fields<NonNullable<StateText["draws"]>[number]>({ node: name, recipe: text(65_536), tensors: list(name, 16) }),
      MOST_TENSORS,
    ),
  ),
  curves: list(name, 1000),
  inPass: pass,
});
