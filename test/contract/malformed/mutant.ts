import { fc } from "@fast-check/vitest";
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { writeGraph } from "../../../src/graph/writeGraph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import { anyGraph } from "../../graph/arbitraryGraph.ts";

const notebook = readFileSync(new URL("notebook.json", import.meta.url), "utf8");

/** Most mutants come from these: to make a new graph takes longer than to read it. */
const kept = [notebook, ...fc.sample(anyGraph, { numRuns: 200, seed: 1 }).map(writeGraph)];

/** Values that a file has no business with, or at least not everywhere. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e21,
  2 ** 53,
  "",
  "constructor",
  "__proto__",
  "a.b",
  "hidden.x",
  "hidden",
  "x".repeat(300),
  "x".repeat(70_000),
  "\uD800",
  "\0",
  "(".repeat(50),
  [],
  {},
  [[[[[]]]]],
  { id: "hidden", type: "tanh" },
  { polluted: true },
];
const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "id",
  "from",
  "x",
  "extra",
  "",
  "0",
  "settings",
  "position",
  "out",
];
const PIECES = [
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "1e999",
  "-0",
  "null",
  "\0",
  "\uFEFF",
  "\uD800",
  "\\u0000",
  " ",
];

/** One change of a value or a text. Numbers choose among what there is; only the rest of a division counts. */
interface Mutation {
  readonly kind: "replace" | "delete" | "copy" | "rename" | "swap" | "wrap" | "cut" | "insert" | "erase" | "double";
  readonly where: number;
  readonly what: number;
}

const structural = fc.constantFrom<Mutation["kind"][]>("replace", "delete", "copy", "rename", "swap", "wrap");
const textual = fc.constantFrom<Mutation["kind"][]>("cut", "insert", "erase", "double");
const mutation = (kind: fc.Arbitrary<Mutation["kind"]>): fc.Arbitrary<Mutation> =>
  fc.record({ kind, where: fc.nat(), what: fc.nat() });

/** Texts that were graph files before something happened to them. */
export const mutant: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...kept) }, anyGraph.map(writeGraph)),
    fc.oneof(
      { weight: 4, arbitrary: fc.array(mutation(structural), { minLength: 1, maxLength: 4 }) },
      fc.array(mutation(textual), { minLength: 1, maxLength: 3 }),
    ),
  )
  .map(([text, mutations]) => mutations.reduce(mutate, text));

const ofText: ReadonlySet<Mutation["kind"]> = new Set(["cut", "insert", "erase", "double"]);

function mutate(text: string, change: Mutation): string {
  if (ofText.has(change.kind)) return mutateText(text, change);
  try {
    const root = { file: JSON.parse(text) as unknown };
    mutateValue(root, change);
    return JSON.stringify(root.file) ?? "";
  } catch {
    return mutateText(text, { ...change, kind: "erase" });
  }
}

function mutateText(text: string, { kind, where, what }: Mutation): string {
  const at = where % (text.length + 1);
  const length = 1 + (what % 40);
  switch (kind) {
    case "cut":
      return text.slice(0, at);
    case "insert":
      return text.slice(0, at) + PIECES[what % PIECES.length]! + text.slice(at);
    case "double":
      return text.slice(0, at + length) + text.slice(at);
    default:
      return text.slice(0, at) + text.slice(at + length);
  }
}

type Container = Record<string, unknown>;
interface Slot {
  readonly holder: Container;
  readonly key: string;
}

/** Every place of a value in a tree, the outermost first. */
function slotsOf(root: Container): Slot[] {
  const slots: Slot[] = [];
  const visit = (holder: Container): void => {
    for (const key of Object.keys(holder)) {
      slots.push({ holder, key });
      const value = holder[key];
      if (typeof value === "object" && value !== null) visit(value as Container);
    }
  };
  visit(root);
  return slots;
}

function mutateValue(root: Container, { kind, where, what }: Mutation): void {
  const slots = slotsOf(root);
  const { holder, key } = slots[where % slots.length]!;
  const other = slots[what % slots.length]!;
  const put = (into: Container, name: string, value: unknown) =>
    Object.defineProperty(into, name, { value, writable: true, enumerable: true, configurable: true });
  const clone = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
  switch (kind) {
    case "replace":
      return void put(holder, key, clone(STRANGE[what % STRANGE.length]));
    case "delete":
      return void (Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key]);
    case "copy":
      return void (Array.isArray(holder)
        ? holder.push(clone(holder[Number(key)]))
        : put(holder, key, clone(other.holder)));
    case "rename":
      if (Array.isArray(holder)) return;
      return void put(holder, KEYS[what % KEYS.length]!, clone(holder[key]));
    case "swap":
      return void put(holder, key, clone(other.holder[other.key]));
    default:
      return void put(
        holder,
        key,
        what % 2 === 0 ? [clone(holder[key])] : { [KEYS[2 + (what % 8)]!]: clone(holder[key]) },
      );
  }
}

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype];
const prototypesBefore = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);

const texts = new Map([["names", "emma\nolivia\nava\n"]]);

/**
 * What must hold of any text at all: it is a graph that can be saved, opened again and compiled as far as it goes, or it is
 * refused in sentences.
 */
export function checkMutant(text: string): void {
  try {
    const graph = readGraph(text);
    expect(readGraph(writeGraph(graph))).toEqual(graph);
    for (const { message } of planDiagnostics(planGraph(graph, texts, new CompileCache()))) {
      expect(message).toMatch(/^[^\n]{5,700}$/u);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(DiagnosticError);
    for (const { message, field = "" } of (error as DiagnosticError).diagnostics) {
      expect(message).toMatch(/^[^\n]{5,400}$/u);
      expect(field.length).toBeLessThan(400);
    }
  }
  expect(prototypes.map((prototype) => Reflect.ownKeys(prototype).length)).toEqual(prototypesBefore);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}
