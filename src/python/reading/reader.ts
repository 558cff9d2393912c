import type { DraftNode } from "../draft/draft.ts";
import type { Expr, Stmt } from "../syntax/tree.ts";
import type { Source } from "../syntax/source.ts";
import type { Context } from "../values/context.ts";
import type { NumberValue } from "../values/number.ts";
import type { Scope } from "../values/scope.ts";
import type { TensorValue, Value } from "../values/value.ts";

/** Says how a list of statements ended. */
export type Flow =
  | { readonly kind: "next" }
  | { readonly kind: "break" }
  | { readonly kind: "continue" }
  | { readonly kind: "return"; readonly value: Value };

export const NEXT: Flow = { kind: "next" };

/** Describes a loop that trains: how often, and what its iteration is called. */
export interface TrainingLoop {
  readonly at: number;
  /** How many iterations; null where that is not known. */
  count: NumberValue | null;
}

/** Holds what reading code needs beside PyTorch's names: the text, what evaluates it, and where reading stands. */
export interface Reader extends Context {
  readonly source: Source;
  training: boolean;
  evaluate(expr: Expr, scope: Scope): Value;
  run(statements: readonly Stmt[], scope: Scope): Flow;
  bind(name: string, value: Value, scope: Scope, at: number): void;
  negative(number: NumberValue): NumberValue;
  /** Draws a parameter that is there larger. False where that is not read. */
  rescaled(parameter: TensorValue, op: string, by: NumberValue, at: number): boolean;
  /** How many iterations there are where one breaks off under a condition; null where that is not known. */
  lastRound(test: NumberValue): NumberValue | null;
  assign(target: Expr, value: Value, scope: Scope): void;
  /** Counts a step. Throws beyond the limit. */
  step(at: number): void;
  /** Reads the body of a loop that trains. */
  train(loop: TrainingLoop, read: () => void): void;
  /** Reads the rounds of a loop that trains nothing. */
  repeated(read: () => void): void;
  /** Reads what happens in some iterations only. */
  sometimes(read: () => void): void;
  /** Says that the loop that trains ends after so many iterations. */
  ends(count: NumberValue | null): void;
  /** How many statements have done something to the graph. */
  readonly changes: number;
  /** The outermost scope: its names become names of nodes and variables. */
  readonly globals: Scope;
  /** The nodes that are drafted, in their order. */
  readonly nodes: readonly DraftNode[];
  /** Where a script of this project's computes what is not read: a part of its graph. */
  readonly lost: Set<number>;
  /** How deep calls are nested. */
  calls: number;
  /** The names of functions that train. */
  readonly trainers: Set<string>;
}
