/**
 * A token for people: a blank is seen as `␣`, a tab as `␉`, another control character as its sign in Unicode's Control
 * Pictures. Everything else is itself.
 */
export function visibleToken(token: string): string {
  return token.replaceAll(/[\p{Zs}\p{Cc}]/gu, (character) => {
    const code = character.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "␡" : "␣";
  });
}
