/** Gives new node ids by old ones; ids that are not in it stay the same. */
export type Renamed = Readonly<Record<string, string>>;

/** Returns an old node's id after the edit. */
export function newId(renamed: Renamed, id: string): string {
  return Object.hasOwn(renamed, id) ? renamed[id]! : id;
}
