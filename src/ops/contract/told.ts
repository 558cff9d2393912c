/**
 * Says in words what an op, or a node of several, does. Plain data: texts with places that `phrase` fills
 * (`src/ops/told/phrase.ts`): `{a rows} times {b full}`, where `a` and `b` are inputs, `y` is the result, and any other
 * name is an attribute. Of a node of several ops they are `0.a`, the first op's input, and so on; `y` is the last result.
 */
export interface Told {
  /** What makes the result; it follows the node's name and a colon: `tanh of each of the 3,200 numbers of hidden`. */
  readonly forward: string;
  /**
   * What an input's gradient is made of; it follows `the gradient of x: `. One text for each input, or for all of them.
   * Absent where no gradient passes.
   */
  readonly backward?: string | Readonly<Record<string, string>>;
  /** What becomes of what the update moves: the parameters of an optimiser, running statistics. */
  readonly update?: string;
  /** What a number is that the op keeps for its backward pass, where the forward sentence shows one; by its name. */
  readonly saved?: Readonly<Record<string, string>>;
}
