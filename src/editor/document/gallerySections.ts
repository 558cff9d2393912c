/** Describes a part of the gallery: graphs that belong together, by the names of their files in `graphs/`. */
export interface GallerySection {
  readonly title: string;
  /** What its graphs are for, in one sentence. */
  readonly about: string;
  readonly graphs: readonly string[];
}

/** Holds the gallery in the order of the notebook: a newcomer goes from the top down. */
export const gallerySections: readonly GallerySection[] = [
  {
    title: "The notebook's model",
    about: "Where to begin: press Step, then Train.",
    graphs: ["notebook-mlp"],
  },
  {
    title: "Piece by piece",
    about: "What leads to that model, one question at a time, in the notebook's order.",
    graphs: [
      "bigram-counts",
      "dataset",
      "embedding-lookup",
      "flatten-three-ways",
      "broadcast-bias",
      "softmax-by-hand",
      "softmax-overflow",
    ],
  },
  {
    title: "Larger",
    about: "The same model with all the data, and with words: some minutes of training show what it can do.",
    graphs: ["learning-rate-finder", "names-mlp", "bengio-words"],
  },
  {
    title: "On the side",
    about: "Small graphs to take apart.",
    graphs: ["xor", "expression-activation"],
  },
];
