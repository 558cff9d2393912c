import { DiagnosticError } from "../base/diagnostic.ts";
import { quote } from "../base/quote.ts";

/** Reads a value that came from outside. Throws a DiagnosticError that names the field. */
export type Read<T> = (value: unknown, field: string) => T;

function fault(field: string, expected: string): DiagnosticError {
  return DiagnosticError.of(`field ${quote(field)}: expected ${expected}`);
}

/** Reads a whole number from `from` to `to`. */
export function whole(from = 0, to = Number.MAX_SAFE_INTEGER): Read<number> {
  return (value, field) => {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= from && value <= to) return value;
    throw fault(field, `a whole number from ${from} to ${to}`);
  };
}

/** Reads a text of at most so many characters. */
export function text(most: number): Read<string> {
  return (value, field) => {
    if (typeof value === "string" && value.length <= most) return value;
    throw fault(field, `a text of at most ${most} characters`);
  };
}

/** Reads one of these texts. */
export function oneOf<const T extends string>(...options: readonly T[]): Read<T> {
  return (value, field) => {
    const found = options.find((option) => option === value);
    if (found === undefined) throw fault(field, options.join(" or "));
    return found;
  };
}

export const truth: Read<boolean> = (value, field) => {
  if (typeof value !== "boolean") throw fault(field, "true or false");
  return value;
};

/** Reads null, or what `read` reads. */
export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, field) => (value === null ? null : read(value, field));
}

/** Reads a list of from `least` to `most` such values. */
export function list<T>(read: Read<T>, most: number, least = 0): Read<readonly T[]> {
  return (value, field) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      throw fault(field, least === most ? `a list of ${most} values` : `a list of at most ${most} values`);
    }
    return value.map((each, at) => read(each, `${field}[${at}]`));
  };
}

/** Reads the fields of an object; others are left aside. */
export function fields<T extends object>(readers: { readonly [Key in keyof T]: Read<T[Key]> }): Read<T> {
  const keys = Object.keys(readers) as (keyof T & string)[];
  return (value, field) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw fault(field, "an object");
    const own = value as Record<string, unknown>;
    const entries = keys.map((key) => {
      const inner = field === "" ? key : `${field}.${key}`;
      return [key, readers[key](Object.hasOwn(own, key) ? own[key] : undefined, inner)];
    });
    return Object.fromEntries(entries) as T;
  };
}
