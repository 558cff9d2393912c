import { Beyond, opaque } from "../values/beyond.ts";
import { NONE } from "../meanings/none.ts";
import { ONE } from "../meanings/optimizers.ts";
import { parametersOf } from "../meanings/parameters.ts";
import { idleMethods, transposed } from "../meanings/shapeWords.ts";
import type { Arguments } from "../values/arguments.ts";
import { numberOf } from "../values/number.ts";
import type { ClassValue, InstanceValue, TensorValue, Value } from "../values/value.ts";
import { loadState } from "./loadState.ts";
import type { Reader } from "./reader.ts";

/** Reads `object.name`. */
export function attribute(reader: Reader, object: Value, name: string, at: number): Value {
  switch (object.kind) {
    case "opaque":
      // A backward pass from what is not read is told.
      return name === "backward" ? { kind: "method", object, name } : object;
    case "library": {
      const path = `${object.path}.${name}`;
      const constant = CONSTANTS[path];
      return constant === undefined ? { kind: "library", path } : numberOf(constant);
    }
    case "tensor":
      return ofTensor(reader, object, name, at);
    case "update":
      if (name === "data" || name === "grad") return object;
      break;
    case "instance": {
      const field = object.fields.get(name) ?? member(object.of, name);
      if (field === undefined) break;
      return field.kind === "function" && !object.fields.has(name) ? { ...field, self: object } : field;
    }
    case "class": {
      const field = member(object, name);
      if (field !== undefined) return field;
      break;
    }
    case "module":
      if (name === "training") return { kind: "literal", value: true };
      if (object.fields.has(name)) return object.fields.get(name)!;
      break;
    case "optimizer":
      if (name !== "param_groups") break;
      return {
        kind: "list",
        type: "list",
        items: [{ kind: "dict", entries: new Map([["slr", object.lr]]), optimizer: object }],
      };
    case "list":
      if (name === "values" && object.type === "tuple") return object.items[0] ?? NONE;
      if (name === "indices" && object.type === "tuple") return object.items[1] ?? NONE;
      break;
    default:
  }
  return { kind: "method", object, name };
}

const CONSTANTS: Readonly<Record<string, number>> = {
  "math.pi": Math.PI,
  "math.e": Math.E,
  "math.inf": Infinity,
  "torch.inf": Infinity,
};

function ofTensor(reader: Reader, tensor: TensorValue, name: string, at: number): Value {
  switch (name) {
    case "shape": {
      if (tensor.dims === null) return opaque(at, "the shape of this tensor is not known here");
      const items = tensor.dims.map((size): Value => size ?? opaque(at, "this size is not known here"));
      return { kind: "list", type: "tuple", items };
    }
    case "T":
    case "mT":
      if (tensor.flipped === true) {
        throw new Beyond(at, "the weight of nn.Linear lies the other way round here: its transpose is not read");
      }
      return (
        reader.laidLinear(tensor) ??
        (name === "T" ? transposed(reader, tensor, 0, 1, at) : transposed(reader, tensor, -2, -1, at))
      );
    case "data":
    case "grad":
      if (tensor.node?.draw == null) return opaque(at, `.${name} of a tensor that is no parameter is not read`);
      return { kind: "update", what: name, parameter: tensor, factor: ONE };
    case "device":
    case "dtype":
      return NONE;
    case "requires_grad":
      return { kind: "literal", value: tensor.node?.trained === true };
    default:
      return { kind: "method", object: tensor, name };
  }
}

/** A member of a class, or of those that it is derived from. */
export function member(of: ClassValue, name: string): Value | undefined {
  const own = of.members.get(name);
  if (own !== undefined) return own;
  for (const base of of.bases) {
    const found = base.kind === "class" ? member(base, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Calls a method that a class has of `nn.Module`. */
export function moduleMember(reader: Reader, object: InstanceValue, name: string, args: Arguments): Value {
  if (name === "parameters") return { kind: "list", type: "list", items: [...parametersOf(object)] };
  if (idleMethods.has(name)) {
    if (name === "zero_grad") reader.zeroed();
    return object;
  }
  if (name === "register_buffer" || name === "register_parameter" || name === "add_module") {
    const [key, value] = args.positional;
    if (key?.kind === "string" && key.value !== null && value !== undefined) object.fields.set(key.value, value);
    return NONE;
  }
  if (name === "load_state_dict") {
    loadState(reader, object, args.positional[0], args.at);
    return NONE;
  }
  return opaque(args.at, `the method ${name} is not known here`);
}

/** Binds `object.name = value`. */
export function assignAttribute(reader: Reader, object: Value, name: string, value: Value, at: number): void {
  switch (object.kind) {
    case "instance":
      object.fields.set(name, value);
      label(value, name);
      reader.changed();
      return;
    case "module":
      object.fields.set(name, name === "weight" ? laid(reader, object.name, value, at) : value);
      reader.changed();
      return;
    case "tensor":
      if (name === "requires_grad") {
        if (object.node !== null) object.node.trained ||= value.kind === "literal" && value.value === true;
        reader.changed();
        return;
      }
      if (name === "grad" && value.kind === "literal") return reader.zeroed();
      if (name === "data" && value.kind === "moved") {
        return reader.moved(value.parameter, value.rate, value.grad, at);
      }
      break;
    case "opaque":
      return;
    default:
  }
  throw new Beyond(at, `an assignment to .${name} is not read here`);
}

/** Gives what is bound to an attribute its name, unless it has one. */
function label(value: Value, name: string): void {
  if (value.kind === "module") value.label ??= name;
  else if (value.kind === "tensor" && value.node?.draw != null) value.node.name ??= name;
}

/** A weight that is shared by a table and a layer lies the other way round in one of them. */
function laid(reader: Reader, module: string, value: Value, at: number): Value {
  if (value.kind !== "tensor") return value;
  const wanted = module === "Linear";
  if (wanted === (value.flipped === true)) return value;
  return { ...transposed(reader, { ...value, flipped: false }, 0, 1, at), flipped: wanted };
}
