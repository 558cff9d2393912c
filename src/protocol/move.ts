/** Describes a move of the cursor: from one position to another, whatever has to run for it. */
export type Move =
  /** Over one node; into it: over one instruction; out of it: to its end. */
  | { readonly type: "step" }
  | { readonly type: "stepInto" }
  | { readonly type: "stepOut" }
  /** Back over one node, and over one instruction: the state is then as it was, bit for bit. */
  | { readonly type: "stepBack" }
  | { readonly type: "stepBackInto" }
  /** To this instruction of the iteration, forwards or, if it lies behind, backwards. */
  | { readonly type: "runTo"; readonly cursor: number }
  /** The rest of the pass; the rest of the iteration. */
  | { readonly type: "runPass" }
  | { readonly type: "iterate" }
  /** Anywhere between the start and the furthest position that was reached. */
  | { readonly type: "seek"; readonly iteration: number; readonly cursor: number };

export type Granularity = "node" | "instruction";
