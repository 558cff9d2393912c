import { asNodeName } from "../graph/nodeName.ts";

/** Words that a script uses itself, and those of Python's that it calls. */
const TAKEN =
  "torch F math base64 zlib os sys dist nn g iteration iterations parameters check expected seen seed shown here same verdict label context word line row at index token s i p " +
  "probs abs bool bytearray dict enumerate float int len list map max min open print range round set sorted str sum tuple " +
  "zip super type object id input self match case __name__ __file__ __builtins__ __debug__";

/** Words of a script that torchrun may start. */
export const TAKEN_TOGETHER =
  "rank world own_rows mean_of_all batch_norm_of_all Shared shared start checkpoint save state kept buffer own count";

/** Words of a script that has its parameters in a module. */
export const TAKEN_BY_MODULE =
  "model Model nn self BatchNorm1d BatchNorm2d BatchNorm3d BatchNorm1dOfAll BatchNorm2dOfAll BatchNorm3dOfAll";

/** Hands out names of variables, no two of which are one to Python. */
export class VariableNames {
  readonly #taken: Set<string>;

  /** @param more words that are taken besides, separated by spaces. */
  constructor(more = "") {
    this.#taken = new Set(`${TAKEN} ${more}`.split(" "));
  }

  /** Returns the first of these that is free, made a name; where none is, the last with a number. */
  claim(...wanted: readonly [string, ...string[]]): string {
    const names = wanted.map(cleaned);
    const last = names.at(-1)!;
    const free = names.find((name) => this.#isFree(name)) ?? this.#numbered(last);
    this.#taken.add(folded(free));
    return free;
  }

  #numbered(name: string): string {
    let number = 2;
    while (!this.#isFree(`${name}_${number}`)) number++;
    return `${name}_${number}`;
  }

  #isFree(name: string): boolean {
    return !this.#taken.has(folded(name));
  }
}

/** Python takes letters that look or are written otherwise for the same: ﬁ is fi. */
function folded(name: string): string {
  return name.normalize("NFKC");
}

/**
 * All but ASCII, Latin, Greek, Cyrillic, kana, hangul and the common Han: letters that came into Unicode later are none to
 * an older Python, and those that run from right to left would show a line in another order.
 */
const UNSURE =
  /[^\p{ASCII}\u0080-\u024F\u0370-\u0481\u048A-\u0527\u3041-\u3096\u30A1-\u30FA\u4E00-\u9FA5\uAC00-\uD7A3]/gu;

/** Names with two underscores in front mean other things to Python. */
function cleaned(wanted: string): string {
  const name = folded(asNodeName(folded(wanted).replaceAll(UNSURE, "_")));
  return name.startsWith("__") || /^_*$/.test(name) ? `node${name}` : name;
}
