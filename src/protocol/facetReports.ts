/**
 * Holds what nodes say beside their tensors, known before anything runs. Each facet adds its line where its report stands
 * (`declare module`).
 */
export interface FacetReports {}

/** Holds what facets say of the numbers as they are. */
export interface FacetNumbers {}
