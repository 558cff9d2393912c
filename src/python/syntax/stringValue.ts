const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\n|[\s\S]))/g;

/** Returns the text that a literal of Python stands for, quotes and prefix among it; null for one with bytes or `{…}`. */
export function stringValue(literal: string): string | null {
  const found = /^([a-zA-Z]*)("""|'''|"|')([\s\S]*)\2$/.exec(literal);
  if (found === null) return null;
  const prefix = found[1]!.toLowerCase();
  if (/[fb]/.test(prefix)) return null;
  const body = found[3]!.replaceAll(/\r\n?/g, "\n");
  return prefix.includes("r") ? body : body.replaceAll(ESCAPE, unescaped);
}

function unescaped(whole: string, ...groups: readonly (string | undefined)[]): string {
  const [x, u, long, octal, other] = groups;
  const hexadecimal = x ?? u ?? long;
  if (hexadecimal !== undefined) {
    const code = Number.parseInt(hexadecimal, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  }
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  return other !== undefined && Object.hasOwn(SIMPLE, other) ? SIMPLE[other]! : whole;
}
