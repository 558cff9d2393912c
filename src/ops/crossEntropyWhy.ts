import type { CrossEntropyAttributes } from "./crossEntropyAttributes.ts";
import type { Cells } from "./contract/cells.ts";
import { exponentials } from "./why/exponentials.ts";
import type { Box } from "./contract/fold.ts";
import { formula } from "./why/formula.ts";
import { literal, type Subscript, type Term } from "./contract/term.ts";
import type { Index, Why, Workings } from "./contract/why.ts";

type From = Workings<"logits" | "target", CrossEntropyAttributes>;

/** l: the log-probabilities of the targets, added up; t: those of all classes; w: label_smoothing; c: the classes; n: the rows. */
const FORWARD = {
  plain: { mean: formula("-(l / n)"), sum: formula("-l"), none: formula("-l") },
  smooth: {
    mean: formula("-((1 - w) * l + w / c * t) / n"),
    sum: formula("-((1 - w) * l + w / c * t)"),
    none: formula("-((1 - w) * l + w / c * t)"),
  },
};

/** p: the probability of the class j. */
const PLAIN_SLOPE = { mean: formula("(p - (target == j)) / n"), sum: formula("p - (target == j)") };
const SMOOTH_SLOPE = {
  mean: formula("(p - (1 - w) * (target == j) - w / c) / n"),
  sum: formula("p - (1 - w) * (target == j) - w / c"),
};
const probability = formula("exp(l)");
const passed = formula("d * s");
/** Where a row is ignored: no loss, and no gradient but for a nan. */
const taken = formula("target != ignored");
const nothing = formula("(target != ignored) * exp(l)");

/** Says how a cell of cross_entropy's result, and of the logits' gradient, came to be. */
export const crossEntropyWhy: Why<"logits" | "target", CrossEntropyAttributes> = {
  forward(at, from) {
    const { reduction = "mean" } = from.attributes;
    const { w, c } = constants(from);
    const { target } = from.inputs;
    const form = (w.value === 0 ? FORWARD.plain : FORWARD.smooth)[reduction];
    if (reduction === "none") {
      if (isIgnored(from, at)) return taken({ target: target.at(at), ignored: ignoredIndex(from) });
      return form({ l: atTarget(from, at), t: ofAllClasses(from, at), w, c, n: literal(1) });
    }
    const rows: Box = target.shape.map((size) => ({ size }));
    const count = countTaken(from);
    const all = target.shape.reduce((product, size) => product * size, 1);
    // A sum says which rows it takes only where it does not take all of them.
    const ignored = ignoredIndex(from);
    const where =
      count === all
        ? undefined
        : (subscripts: readonly Subscript[]) => taken({ target: target.at(subscripts), ignored });
    const single = rows.length === 0 && count === 0;
    const l = single ? literal(0) : from.sum(rows, (subscripts) => atTarget(from, subscripts), where);
    const t = single || w.value === 0 ? literal(0) : sumOfAllClasses(from, where);
    return form({ l, t, w, c, n: literal(count) });
  },
  backward(_, at, from) {
    const { reduction = "mean" } = from.attributes;
    const axis = classAxis(from);
    const row = at.toSpliced(axis, 1);
    const target = from.inputs.target.at(row);
    const l = logProbabilities(from).at(at);
    if (isIgnored(from, row)) return nothing({ target, ignored: ignoredIndex(from), l });
    const { w, c } = constants(from);
    const slope = (w.value === 0 ? PLAIN_SLOPE : SMOOTH_SLOPE)[reduction === "mean" ? "mean" : "sum"];
    const n = literal(reduction === "mean" ? countTaken(from) : 1);
    const p = { ...probability({ l }), asNumber: true } as const;
    const s = slope({ p, target, j: literal(at[axis]!), w, c, n });
    return passed({ d: from.dy.at(reduction === "none" ? row : []), s });
  },
  saved: (_, at, from) => exponentials(from.inputs.logits, classAxis(from), at, from).logProbability,
};

function classAxis({ inputs: { logits } }: From): number {
  return logits.shape.length === 1 ? 0 : 1;
}

function constants({ attributes, inputs: { logits } }: From): { readonly w: Term; readonly c: Term } {
  const classes = logits.shape[logits.shape.length === 1 ? 0 : 1]!;
  return { w: literal(attributes.label_smoothing ?? 0), c: literal(classes) };
}

function ignoredIndex({ attributes }: From): Term {
  return literal(attributes.ignore_index ?? -100);
}

function logProbabilities({ saved }: From): Cells {
  return saved["logProbabilities"]!;
}

function isIgnored(from: From, row: Index): boolean {
  return from.inputs.target.at(row).value === ignoredIndex(from).value;
}

/** How many targets are not ignored. */
function countTaken(from: From): number {
  const { target } = from.inputs;
  const one = literal(1);
  const rows = target.shape.map((size) => ({ size }));
  if (rows.length === 0) return isIgnored(from, []) ? 0 : 1;
  return from.sum(
    rows,
    () => one,
    (subscripts) => taken({ target: target.at(subscripts), ignored: ignoredIndex(from) }),
  ).value;
}

/** The log-probability of a row's target. */
function atTarget(from: From, row: readonly Subscript[]): Term {
  return logProbabilities(from).at(row.toSpliced(classAxis(from), 0, from.inputs.target.at(row)));
}

/** The sum of a row's log-probabilities. */
function ofAllClasses(from: From, row: Index): Term {
  const axis = classAxis(from);
  const size = logProbabilities(from).shape[axis]!;
  return from.sum([...row.slice(0, axis), { size }, ...row.slice(axis)], (subscripts) =>
    logProbabilities(from).at(subscripts),
  );
}

/** The sum of all log-probabilities, of the rows that are taken. */
function sumOfAllClasses(from: From, where: ((row: readonly Subscript[]) => Term) | undefined): Term {
  const axis = classAxis(from);
  return from.sum(
    logProbabilities(from).shape.map((size) => ({ size })),
    (subscripts) => logProbabilities(from).at(subscripts),
    where && ((subscripts) => where(subscripts.toSpliced(axis, 1))),
  );
}
