/** A title as a graph file's name: letters and digits of any script, the rest as hyphens. */
export function fileName(title: string): string {
  const name = title
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}_-]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
  return `${name === "" ? "graph" : name}.json`;
}
