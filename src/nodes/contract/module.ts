/** Describes what a node is as one of `torch.nn`'s modules, by what it is called: `self.hidden` in the model's own methods. */
export interface NodeModule {
  /** Makes it, as code: `nn.Linear(6, 100)`. Its parameters are called as `stateDictOf` calls the node's. */
  readonly made: string;
  /** A class of the script's own that it is of, line by line; written once, whichever nodes name it. */
  readonly of?: readonly string[];
  /**
   * Makes the node's output by it, the same in training and after `model.eval()`. Absent: by the code of `torch`, with the
   * module's parameters.
   */
  readonly forward?: readonly string[];
  /** Moves what it remembers; absent: as `torch` says. */
  readonly update?: readonly string[];
}
