/** Blanks, controls, formatting, ends of lines and paragraphs, halves of pairs, letters that fill a place. */
const UNSEEN = /[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0]/u;
/** Marks that only choose how what stands before them is drawn. */
const UNSEEN_MARK = /\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180f|\p{Variation_Selector}/u;
/** Parts of one picture: what stands before a joiner or a variation selector that is part of it. */
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u;

/**
 * Writes a token for people. A blank is seen as `␣`, a tab as `␉`, another control character as its sign in Unicode's
 * Control Pictures; what cannot be seen at all as its code point, `U+200B`; an accent without a letter before it sits on
 * the carrier `◌`. Everything else is itself, also a picture that is joined of several.
 */
export function visibleToken(token: string): string {
  const characters = Array.from(token);
  return characters.map((character, at) => visibleCharacter(character, characters[at - 1])).join("");
}

function visibleCharacter(character: string, before: string | undefined): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  if (/\p{Zs}/u.test(character)) return "␣";
  if ((code === 0x200d || code === 0xfe0f) && before !== undefined && PICTURE.test(before)) return character;
  if (UNSEEN.test(character) || UNSEEN_MARK.test(character)) {
    return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return before === undefined && /\p{M}/u.test(character) ? `◌${character}` : character;
}
