/**
 * Holds what a node type is to the program, the session and the editor, which know none by its name:
 *
 * - `text`: holds the text that is learned from, the user's own or a data set's;
 * - `examples`: hands out training examples, contexts `x` and targets `y`;
 * - `embedding`: looks up a row of its table for each token;
 * - `parameter`: is a parameter by itself, which its output shows;
 * - `formula`: applies a formula of the user's own;
 * - `predictions`: judges the probabilities that `logits` give to each `target`;
 * - `optimizer`: moves the parameters upstream of its `loss`;
 * - `sampler`: draws words from the model whose `logits` it gets.
 */
export type Role =
  | "text"
  | "examples"
  | "embedding"
  | "parameter"
  | "formula"
  | "predictions"
  | "optimizer"
  | "sampler";
