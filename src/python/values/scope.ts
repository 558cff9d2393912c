import { Names } from "./names.ts";
import type { Value } from "./value.ts";

/** Holds what the names of a function, a class or the whole text stand for. */
export class Scope extends Names<Value> {}
