/** Describes a text that is kept, without its bytes. */
export interface Listed {
  readonly sha256: string;
  readonly size: number;
}

/** What is kept of the reader's texts, in bytes. */
const room = 64 * 2 ** 20;

/**
 * Returns the list of kept texts, the newest first, once `text` is added or brought to the front; and those that have
 * to go because the newer ones take all the room. A text in use stays whatever its age.
 */
export function addNewest(
  list: readonly Listed[],
  text: Listed,
  inUse: ReadonlySet<string>,
): { readonly kept: readonly Listed[]; readonly dropped: readonly string[] } {
  const all = [text, ...list.filter(({ sha256 }) => sha256 !== text.sha256)];
  let taken = 0;
  const stays = all.map(({ sha256, size }) => {
    const fits = taken + size <= room;
    if (!fits && sha256 !== text.sha256 && !inUse.has(sha256)) return false;
    taken += size;
    return true;
  });
  return {
    kept: all.filter((_, i) => stays[i]),
    dropped: all.filter((_, i) => !stays[i]).map(({ sha256 }) => sha256),
  };
}
