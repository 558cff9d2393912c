import { DiagnosticError } from "../base/diagnostic.ts";
import type { Format, FormatChoices } from "./format.ts";

/** Returns what was chosen about a format, or throws a DiagnosticError that names the option and what it takes. */
export function checkedChoices({ title, options = [] }: Format, given: FormatChoices): FormatChoices {
  for (const [name, value] of Object.entries(given)) {
    const option = options.find((one) => one.name === name);
    if (option === undefined) throw DiagnosticError.of(`${title} has no option ${JSON.stringify(name)}`);
    const { choices } = option;
    const fits = choices === undefined ? typeof value === "boolean" : choices.includes(String(value));
    if (fits) continue;
    const expected = choices === undefined ? "it is a switch" : `expected ${choices.join(" or ")}`;
    throw DiagnosticError.of(`${name}: ${expected}, got ${JSON.stringify(value)}`);
  }
  return given;
}
