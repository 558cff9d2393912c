import type { Stmt } from "../syntax/tree.ts";
import { Beyond, opaque, readable } from "../values/beyond.ts";
import type { Collector } from "../values/dataset.ts";
import { iterate } from "../values/iterate.ts";
import { called, combined, ITERATION, numberOf, type NumberValue } from "../values/number.ts";
import type { Scope } from "../values/scope.ts";
import type { Value } from "../values/value.ts";
import { boundNames } from "./bindings.ts";
import { lineOf } from "./lineOf.ts";
import { NEXT, type Flow, type Reader, type TrainingLoop } from "./reader.ts";
import { sampling } from "./sampling.ts";
import { truth } from "./operators.ts";

type For = Extract<Stmt, { readonly kind: "for" }>;
type While = Extract<Stmt, { readonly kind: "while" }>;

/** Reads a `for` loop: one that trains, one over the words, or one that is followed round by round. */
export function forLoop(reader: Reader, loop: For, scope: Scope): Flow {
  if (sampling(reader, loop)) return NEXT;
  const over = reader.evaluate(loop.iter, scope);
  if (trains(reader, loop)) {
    trainingLoop(reader, loop, over, scope);
    return NEXT;
  }
  const lines = over.kind === "list" ? over.lines : over;
  if (lines?.kind === "lines") {
    const line = lineOf(lines);
    const collector: Collector = { lines, level: null, size: null, flat: false, node: null };
    return collecting(reader, collector, () => once(reader, loop, line, scope));
  }
  if (over.kind === "tokens") {
    for (const name of countedIn(loop.body)) scope.bind(name, { ...over, stage: "set" });
    return NEXT;
  }
  if (over.kind === "line" || over.kind === "pairs") return tokenLoop(reader, loop, over, scope);
  let result = NEXT;
  reader.repeated(() => {
    for (const item of iterate(over, loop.at)) {
      reader.assign(loop.target, item, scope);
      const flow = reader.run(loop.body, scope);
      if (flow.kind === "return") result = flow;
      if (flow.kind === "break" || flow.kind === "return") break;
    }
  });
  return result;
}

/** Whether a loop trains: there is a backward pass in it, or a call of a function that has one. */
export function trains(reader: Reader, { at, end }: Stmt): boolean {
  const text = reader.source.text.slice(at, end);
  if (/\.\s*backward\s*\(/.test(text)) return true;
  return [...text.matchAll(/([A-Za-z_]\w*)\s*\(/g)].some(([, name]) => reader.trainers.has(name!));
}

/** The dicts that a loop over all tokens counts them in: `counts[word] = counts.get(word, 0) + 1`. */
function countedIn(body: readonly Stmt[]): string[] {
  const targets = body.flatMap((part) =>
    part.kind === "assign" ? part.targets : part.kind === "augment" ? [part.target] : [],
  );
  return targets.flatMap((target) =>
    target.kind === "subscript" && target.object.kind === "name" ? [target.object.name] : [],
  );
}

function collecting(reader: Reader, collector: Collector, read: () => Flow): Flow {
  const outer = reader.collector;
  reader.collector = collector;
  try {
    return read();
  } finally {
    reader.collector = outer;
  }
}

function once(reader: Reader, loop: For, item: Value, scope: Scope): Flow {
  reader.assign(loop.target, item, scope);
  const flow = reader.run(loop.body, scope);
  return flow.kind === "return" ? flow : NEXT;
}

/** A loop over the tokens of a line is read once, for any of them. */
function tokenLoop(reader: Reader, loop: For, over: Extract<Value, { kind: "line" | "pairs" }>, scope: Scope): Flow {
  const line = over.kind === "pairs" ? over.line : over;
  const token = (which: "next" | "before"): Value => ({
    kind: "token",
    lines: line.lines,
    level: line.level,
    which,
    indexed: line.indexed,
  });
  if (over.kind === "pairs") {
    return once(reader, loop, { kind: "list", type: "tuple", items: [token("before"), token("next")] }, scope);
  }
  if (!line.ended || line.begun) throw new Beyond(loop.at, 'a loop over a word is read where "." ends it: word + "."');
  return once(reader, loop, token("next"), scope);
}

function trainingLoop(reader: Reader, loop: For, over: Value, scope: Scope): void {
  const training: TrainingLoop = { at: loop.at, count: null };
  let item: Value = over.kind === "opaque" ? over : opaque(loop.at, "what this loop takes from is not read");
  if (over.kind === "range") {
    item = iterationOf(reader, loop, over, scope, training);
  } else if (over.kind === "list" && over.items.length > 0 && over.items.every(({ kind }) => kind === "number")) {
    training.count = numberOf(over.items.length);
  } else if (over.kind === "tensor" || over.kind === "list") {
    item = opaque(loop.at, "a loop that trains on one row after the other is not read");
  }
  reader.train(training, () => {
    reader.assign(loop.target, item, scope);
    const flow = reader.run(loop.body, scope);
    if (flow.kind === "break") reader.ends(numberOf(1));
  });
}

/** The number that a loop over a range sees, as an expression of the iteration. */
function iterationOf(
  reader: Reader,
  loop: For,
  { start, stop, step }: Extract<Value, { kind: "range" }>,
  scope: Scope,
  training: TrainingLoop,
): NumberValue {
  const rounds = step.value === 1 ? rangeCount(start, stop) : null;
  if (rounds === null) throw new Beyond(loop.at, "this loop is read over range(n) or range(first, end)");
  const inner = innerCount(reader, loop, scope);
  training.count = inner === null ? rounds : plain(combined("*", rounds, inner)!);
  const round = inner === null ? ITERATION : called("floor", [combined("/", ITERATION, inner)!]);
  return { ...(start.value === 0 ? round : combined("+", round, start)!), whole: true };
}

function rangeCount(start: NumberValue, stop: NumberValue): NumberValue | null {
  if (stop.text === "" || start.text === "") return null;
  return start.value === 0 ? stop : plain(combined("-", stop, start)!);
}

function plain(number: NumberValue): NumberValue {
  return number.value === null ? number : numberOf(number.value);
}

/** How many rounds the loop within has, of two that train together; null where there is one. */
function innerCount(reader: Reader, loop: For, scope: Scope): NumberValue | null {
  const inner = loop.body.find((statement): statement is For => statement.kind === "for" && trains(reader, statement));
  if (inner === undefined) return null;
  const over = readable(reader.evaluate(inner.iter, scope));
  if (over.kind !== "range") return null;
  return over.step.value === 1 ? rangeCount(over.start, over.stop) : null;
}

/** Reads a `while` loop: one that trains, without a count; any other one is not followed. */
export function whileLoop(reader: Reader, loop: While, scope: Scope): Flow {
  if (trains(reader, loop)) {
    reader.train({ at: loop.at, count: null }, () => reader.run(loop.body, scope));
    return NEXT;
  }
  if (truth(reader.evaluate(loop.test, scope)) === false) return NEXT;
  for (const name of boundNames(loop.body))
    scope.bind(name, opaque(loop.at, "a while loop that trains nothing is not followed"));
  return NEXT;
}
