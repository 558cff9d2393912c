/** Are PyTorch's arguments; its defaults where absent. */
export type CrossEntropyAttributes = {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignore_index?: number;
  readonly label_smoothing?: number;
};
