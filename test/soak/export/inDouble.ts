import type { Script, ScriptLine } from "../../../src/protocol/script/script.ts";

/** Converts everything that was made so far: the numbers of float32, exactly, in double. */
const CONVERSION: readonly (readonly [indent: number, code: string])[] = [
  [0, "torch.set_default_dtype(torch.float64)"],
  [0, "for value in list(globals().values()):"],
  [1, "if isinstance(value, torch.nn.Module):"],
  [2, "value.double()"],
  [1, "elif isinstance(value, torch.Tensor) and value.is_floating_point():"],
  [2, "value.data = value.data.double()"],
];

/**
 * Writes a script that computes in float64 from the very numbers that the given one computes from in float32: data and
 * parameters are made as they are there and then converted, before anything is computed. From there on only whole numbers and
 * masks are drawn, which are the same in both.
 */
export function inDouble(script: Script): Script {
  let computes = false;
  const converted = (line: ScriptLine): ScriptLine[] => {
    const begins = !computes && line.part === "forward";
    computes ||= begins;
    const casts = line.part === "forward" || line.part === "model";
    const own = casts ? { ...line, code: line.code.replaceAll(".float()", ".double()") } : line;
    return begins ? [...CONVERSION.map(([indent, code]) => ({ ...line, indent, code })), own] : [own];
  };
  return {
    ...script,
    sections: script.sections.map((section) => ({ ...section, lines: section.lines.flatMap(converted) })),
  };
}
