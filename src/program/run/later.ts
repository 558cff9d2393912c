/** Returns what is prepared when it first runs: what never runs costs nothing. */
export function later(prepare: () => () => void): () => void {
  let run: (() => void) | null = null;
  return () => {
    run ??= prepare();
    run();
  };
}
