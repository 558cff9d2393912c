/** Says that an edit put other data in the place of those that the parameters were trained on. */
export interface NewData {
  /** The node that holds the data. */
  readonly node: string;
  /** The iteration that the training had come to. */
  readonly iteration: number;
}
