/** Characters of a name without its ending: with four bytes each still less than the 255 that file systems take. */
const LONGEST = 60;

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Returns a file's name for a graph of this title, safe on every system: letters and digits of any script, `-` and
 * `_`; everything else becomes a hyphen. `Notebook: the MLP` is saved as `Notebook-the-MLP.json`.
 *
 * @param ending with its dot.
 */
export function graphFileName(title: string, ending = ".json"): string {
  const words = title.normalize("NFC").match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const name = Array.from(words.join("-")).slice(0, LONGEST).join("").replace(/-+$/, "");
  return (name === "" ? "graph" : DEVICE.test(name) ? `${name}-graph` : name) + ending;
}
