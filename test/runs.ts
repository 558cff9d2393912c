/** How often a property is tried: `usual` in `npm test`, `soak` in `npm run soak`. */
export function runs(usual: number, soak: number): number {
  return process.env["WIREGRAD_SOAK"] === "1" ? soak : usual;
}
