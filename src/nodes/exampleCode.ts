import { pythonBoolean, pythonString } from "../base/pythonLiteral.ts";
import type { NodeType } from "./contract/nodeType.ts";
import type { NodeCode, TorchNames } from "./contract/torch.ts";
import { resolveSettings } from "./settings/resolveSettings.ts";
import type { Setting } from "./settings/setting.ts";

/** Returns what a node type is in PyTorch: its code as it comes, with its ports for variables. */
export function exampleCode({ torch, inputs, outputs, settings, anyOf = [] }: NodeType): string {
  const { values } = resolveSettings(settings, {}, { values: {}, faulty: new Map() });
  const shown = anyOf.slice(1, 3);
  const wired = Object.entries(inputs).filter(([name, { optional }]) => optional !== true || shown.includes(name));
  const names: TorchNames = {
    in: Object.fromEntries(wired.map(([name]) => [name, name])),
    out: Object.fromEntries(Object.keys(outputs).map((name) => [name, name in inputs ? `${name}b` : name])),
    own: (name) => name,
    local: (name) => name,
    setting: (name) => written(settings[name]!),
    list: (name) => String(settings[name]!.default).split(/, */),
    sizes: (port) => [0, 1, 2].map((axis) => `${port}.shape[${axis - (axis === 2 ? 3 : 0)}]`),
    dtype: () => "float32",
    hasOwnRows: () => false,
    givesOwnRows: () => false,
    known: (name) => name,
    generator: "g",
    training: true,
    lines: () => 'open("names.txt").read().splitlines()',
    numbers: () => `torch.tensor([${String(settings["values"]?.default ?? "")}])`,
    model: () => ({ name: "model", context: "block_size" }),
    tokens: () => ({ list: "itos", between: '""' }),
    isUsed: () => false,
    moved: "parameters",
  };
  // The settings were resolved by the type's own table.
  return codeLines(torch(values as never, names)).join("\n");
}

function codeLines({ data, parameters, draws, forward, backward, update, sampling }: NodeCode): readonly string[] {
  return [data, parameters, draws, forward, backward, update, sampling].flatMap((lines) => lines ?? []);
}

function written({ kind, default: value }: Setting): string {
  if (typeof value === "boolean") return pythonBoolean(value);
  if (kind === "choice" || kind === "text" || kind === "file") return pythonString(value);
  return value === "" ? "None" : value === "-inf" ? 'float("-inf")' : value;
}
