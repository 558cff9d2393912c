import { Beyond, inWords, opaque } from "../values/beyond.ts";
import { callLibrary } from "../meanings/library.ts";
import { callMethod } from "../meanings/methods.ts";
import { NONE } from "../meanings/none.ts";
import { makeOptimizer, optimizerMethod } from "../meanings/optimizers.ts";
import { iterate } from "../values/iterate.ts";
import type { Arguments } from "../values/arguments.ts";
import { Scope } from "../values/scope.ts";
import { nodeTypeOf } from "../meanings/tensorWords.ts";
import type { ClassValue, FunctionValue, InstanceValue, TensorValue, Value } from "../values/value.ts";
import type { Expr, Stmt } from "../syntax/tree.ts";
import { member, moduleMember } from "./attributes.ts";
import type { Reader } from "./reader.ts";

/** How deep functions may call one another. */
const DEEPEST = 40;

/** Reads a call. What is beyond the subset gives an opaque value. */
export function call(reader: Reader, callee: Value, args: Arguments): Value {
  const { at } = args;
  reader.step(at);
  const unread = [...args.positional, ...args.named.values()].find((value) => value.kind === "opaque");
  // What a model loads changes it: that is told, and not only unread.
  const isLoading = callee.kind === "method" && callee.name === "load_state_dict";
  if (unread !== undefined && !isLoading && (callee.kind === "library" || callee.kind === "method")) return unread;
  switch (callee.kind) {
    case "opaque":
      return callee;
    case "method":
      return method(reader, callee.object, callee.name, args);
    case "library":
      return callLibrary(reader, callee.path, args);
    case "function":
      return callFunction(reader, callee, args);
    case "class":
      return instance(reader, callee, args);
    case "module": {
      const [input, ...rest] = args.positional;
      return input === undefined ? opaque(at, "a module is called without an input") : callee.apply(input, rest, at);
    }
    case "instance": {
      const own = member(callee.of, "__call__") ?? member(callee.of, "forward");
      if (own?.kind === "function") return callFunction(reader, { ...own, self: callee }, args);
      return opaque(at, `${callee.of.name} has no forward`);
    }
    default:
      return opaque(at, `a call of ${inWords(callee)} is not read`);
  }
}

function method(reader: Reader, object: Value, name: string, args: Arguments): Value {
  if (object.kind === "instance") return moduleMember(reader, object, name, args);
  if (object.kind === "optimizer") {
    return (
      optimizerMethod(reader, object, name, args.at) ??
      opaque(args.at, `the method ${name} of an optimiser is not read`)
    );
  }
  if (object.kind === "super") return superMethod(reader, object.owner, object.self, name, args);
  return callMethod(reader, object, name, args);
}

function superMethod(reader: Reader, owner: ClassValue, self: Value, name: string, args: Arguments): Value {
  for (const base of owner.bases) {
    const found = base.kind === "class" ? member(base, name) : undefined;
    if (found?.kind === "function") return callFunction(reader, { ...found, self }, args);
  }
  return name === "__init__" ? NONE : opaque(args.at, `super().${name} is not read`);
}

function callFunction(reader: Reader, fn: FunctionValue, args: Arguments): Value {
  const { at } = args;
  if (reader.calls >= DEEPEST)
    throw new Beyond(at, `functions that call one another more than ${DEEPEST} deep are not read`);
  const again = reader.own ? modelAgain(reader, fn, args) : null;
  if (again !== null) return again;
  const scope = new Scope(fn.scope);
  const positional = fn.self === null ? args.positional : [fn.self, ...args.positional];
  bindParameters(reader, fn, scope, { at, positional, named: args.named });
  const [first] = fn.params;
  if (fn.owner !== null && first !== undefined) {
    scope.bind("super()", { kind: "super", self: scope.find(first.name) ?? NONE, owner: fn.owner });
  }
  reader.calls += 1;
  try {
    if (!Array.isArray(fn.body)) return reader.evaluate(fn.body as Expr, scope);
    const flow = reader.run(fn.body, scope);
    return flow.kind === "return" ? flow.value : NONE;
  } finally {
    reader.calls -= 1;
  }
}

/** A function of a script of ours is the model once more: `return logits` says which of its tensors is meant. */
function modelAgain(reader: Reader, fn: FunctionValue, { at, positional }: Arguments): Value | null {
  const [x] = positional;
  const model = modelOf(reader, fn);
  if (model === null || x?.kind !== "tensor") return null;
  const inputs = { model: reader.output(model, at), x: reader.output(x, at) };
  return reader.tensor(reader.node(nodeTypeOf.apply, {}, inputs, at), null);
}

/** The tensor of the graph that a function of a script of ours computes. */
export function modelOf(reader: Reader, fn: FunctionValue): TensorValue | null {
  const last = Array.isArray(fn.body) ? (fn.body as readonly Stmt[]).at(-1) : undefined;
  if (fn.self !== null || fn.params.length !== 1 || last?.kind !== "return" || last.value?.kind !== "name") return null;
  const model = reader.globals.find(last.value.name);
  return model?.kind === "tensor" ? model : null;
}

function bindParameters(reader: Reader, fn: FunctionValue, scope: Scope, { at, positional, named }: Arguments): void {
  const left = [...positional];
  const given = new Map(named);
  for (const { name, value } of fn.params) {
    if (name.startsWith("**")) {
      const entries = new Map([...given].map(([key, item]) => [`s${key}`, item] as const));
      scope.bind(name.slice(2), { kind: "dict", entries });
      given.clear();
    } else if (name.startsWith("*")) scope.bind(name.slice(1), { kind: "list", type: "tuple", items: left.splice(0) });
    else {
      const own = left.shift() ?? given.get(name) ?? (value === null ? undefined : reader.evaluate(value, fn.scope));
      if (own === undefined) throw new Beyond(at, `${fn.name || "a function"} is called without ${name}`);
      given.delete(name);
      scope.bind(name, own);
    }
  }
  const [unknown] = given.keys();
  if (left.length > 0 || unknown !== undefined) {
    throw new Beyond(at, `${fn.name || "a function"} is called with more arguments than it takes`);
  }
}

function instance(reader: Reader, of: ClassValue, args: Arguments): Value {
  const made: InstanceValue = { kind: "instance", of, fields: new Map() };
  const base = libraryBase(of);
  if (base !== null && base !== "torch.nn.Module" && base !== "builtins.object") {
    const [, name] = base.split("torch.optim.");
    if (name !== undefined && makeOptimizer(reader, name, args) === null) return opaque(args.at, `${base} is not read`);
    // A module of PyTorch's with nothing of its own; or one of a script of ours, which only moves its statistics later.
    const isPlain = member(of, "__init__") === undefined && member(of, "forward") === undefined;
    if (base.startsWith("torch.nn.") && (isPlain || reader.own)) return callLibrary(reader, base, args);
    return opaque(args.at, `a class made of ${base} is not read`);
  }
  const init = member(of, "__init__");
  if (init?.kind === "function") callFunction(reader, { ...init, self: made }, args);
  return made;
}

/** The class of a library that a class is derived from. */
function libraryBase(of: ClassValue): string | null {
  for (const base of of.bases) {
    if (base.kind === "library") return base.path;
    const found = base.kind === "class" ? libraryBase(base) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Puts the arguments of a call together; those behind a star are taken apart. */
export function argumentsOf(reader: Reader, expr: Extract<Expr, { readonly kind: "call" }>, scope: Scope): Arguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  for (const { name, value } of expr.args) {
    if (name !== null) named.set(name, reader.evaluate(value, scope));
    else if (value.kind === "star") positional.push(...iterate(reader.evaluate(value.value, scope), value.at));
    else positional.push(reader.evaluate(value, scope));
  }
  return { at: expr.at, positional, named };
}
