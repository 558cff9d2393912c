/** Says whether a key is one of F1 to F24, which type nothing: they mean the same wherever the focus is. */
export function isFunctionKey({ key }: { readonly key: string }): boolean {
  return /^F\d+$/.test(key);
}
