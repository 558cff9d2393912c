import { formatNumber } from "../../../src/base/formatNumber.ts";
import type { WhyLine, WhyPart, WhyReport, WhySum } from "../../../src/protocol/whyReport.ts";

/** How a number came to be, as lines of plain text. `terms`: how many of each sum's are listed. */
export function whyText(report: WhyReport, terms = 5): string[] {
  const { label, dtype, result, parts, notes } = report;
  const number = formatNumber(result, dtype);
  if (parts.length === 0) return [`${label} = ${number}`, ...notes];
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return [...equation(label, [...only.steps.map(lineText), number]), ...sumsText(only, terms), ...notes];
  }
  const sum = parts.map(({ value }) => bracketed(formatNumber(value))).join(" + ");
  return [
    ...equation(label, [sum, number]),
    ...parts.flatMap((part) => [
      `through ${part.node}, ${part.input === null ? "" : `as ${part.input} of `}${part.op}:`,
      ...equation("", [...part.steps.map(lineText), formatNumber(part.value)]).map(indented),
      ...sumsText(part, terms).map(indented),
    ]),
    ...notes,
  ];
}

/** A line without what its stretches know. */
function lineText(line: WhyLine): string {
  return line.map(({ text }) => text).join("");
}

/** `h[3] = …`, and beneath it, equals sign under equals sign, what that comes to. */
function equation(left: string, sides: readonly string[]): string[] {
  const distinct = sides.filter((side, at) => at === 0 || side !== sides[at - 1]);
  return distinct.map((side, at) => `${at === 0 ? left : " ".repeat(left.length)} = ${side}`.replace(/^ = /, "= "));
}

function sumsText({ sums }: WhyPart, terms: number): string[] {
  return sums.flatMap((sum) => sumText(sum, terms));
}

function sumText({ by, formula, terms, count, rest, value }: WhySum, shown: number): string[] {
  if (count <= 1) return [];
  const listed = terms.slice(0, shown);
  const more = count - listed.length;
  const others = terms.slice(shown).reduce((sum, term) => sum + term.value, rest.value);
  return [
    `${lineText(formula)}, ${count} terms, largest first:`,
    ...listed.map((term) => {
      const sides = [lineText(term.formula), lineText(term.numbers), formatNumber(term.value)];
      return indented(sides.filter((side, at) => at === 0 || side !== sides[at - 1]).join(" = "));
    }),
    ...(more === 0 ? [] : [indented(`… and ${more} more${by === "sum" ? `, together ${formatNumber(others)}` : ""}`)]),
    ...(by === "sum" ? [indented(`together ${formatNumber(value)}`)] : []),
  ];
}

function bracketed(number: string): string {
  return number.startsWith("-") ? `(${number})` : number;
}

function indented(line: string): string {
  return `  ${line}`;
}
