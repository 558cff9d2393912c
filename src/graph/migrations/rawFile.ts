/** Describes a file's outermost object, of some version, before its form is checked. */
export type RawFile = Readonly<Record<string, unknown>>;
