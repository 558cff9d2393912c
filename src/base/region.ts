/** Describes a part of a tensor: along each dimension from where, and how many. */
export interface Region {
  readonly start: readonly number[];
  readonly size: readonly number[];
}
