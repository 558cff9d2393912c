import { tensorWords, type ToldTensor } from "./words.ts";

/** Is what a place in a text may stand for; a function where it is worked out for texts that name it. */
export type ToldValue = ToldTensor | string | number | boolean | null | undefined | (() => string);

/** Holds what the places in a text stand for, by name. */
export type ToldNames = Readonly<Record<string, ToldValue>>;

const PLACE = /\{([\w.]+)(?: (\w+))?\}/g;
const OPTION = /\[(?:(!?[\w.]+)(?:=([^|\]]*))?\|)?([^\]]*)\]/g;

/**
 * Returns a text with its places filled. `{x}` is a tensor's name or an attribute, `{x each}` more of a tensor
 * ({@link tensorWords}). What stands in brackets is left out where a place in it has nothing to say; `[dim|…]` where
 * `dim` is absent, 0 or false, `[!dim|…]` where it is not, `[reduction=sum|…]` where it is another.
 */
export function phrase(text: string, names: ToldNames): string {
  const known = (name: string): boolean => {
    const value = valueOf(names[name]);
    return value !== undefined && value !== null && value !== "";
  };
  return text
    .replace(OPTION, (_, condition: string | undefined, value: string | undefined, inner: string) => {
      const kept =
        condition === undefined
          ? [...inner.matchAll(PLACE)].every(([, name]) => known(name!))
          : holds(condition, value, names);
      return kept ? inner : "";
    })
    .replace(PLACE, (place, name: string, as: string | undefined) => {
      if (!known(name)) throw new Error(`nothing is known as ${place} in ${JSON.stringify(text)}`);
      return written(valueOf(names[name]), as, place);
    });
}

function valueOf(value: ToldValue): Exclude<ToldValue, () => string> {
  return typeof value === "function" ? value() : value;
}

function holds(condition: string, value: string | undefined, names: ToldNames): boolean {
  const negated = condition.startsWith("!");
  const found = valueOf(names[negated ? condition.slice(1) : condition]);
  const isSo = value === undefined ? Boolean(found) : typeof found !== "object" && String(found) === value;
  return isSo !== negated;
}

function written(value: ReturnType<typeof valueOf>, as: string | undefined, place: string): string {
  if (typeof value !== "object" || value === null) {
    if (as !== undefined) throw new Error(`${place} is no tensor`);
    return String(value);
  }
  const words = tensorWords[as ?? "name"];
  if (words === undefined) throw new Error(`no words for a tensor are called ${place}`);
  return words(value);
}
