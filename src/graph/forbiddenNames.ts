/** Holds names that mean something to every JavaScript object. They are no keys and no ids, wherever they stand. */
export const forbiddenNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
