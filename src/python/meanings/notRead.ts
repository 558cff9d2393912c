const BATCH = "draw the rows of a batch instead, as ix = torch.randint(0, X.shape[0], (32,)) and X[ix]";
const DATA = "write the data as torch.tensor([[1.0, 2.0]]), or read lines of text by open";

/** Libraries, and parts of them, in whose place something else is read. */
const instead: readonly (readonly [path: RegExp, what: string])[] = [
  [/^torch\.utils\.data\./, BATCH],
  [/^(?:csv|datasets|pandas|sklearn|torchtext|torchvision)\b/, DATA],
];

/** Says that a library's name is not read, and what is read in its place where that can be told. */
export function notRead(path: string): string {
  const what = instead.find(([pattern]) => pattern.test(path))?.[1];
  return what === undefined ? `${path} is not read` : `${path} is not read: ${what}`;
}

/** Says of a module of PyTorch's that it is not read, and which are. */
export function moduleNotRead(name: string, known: readonly string[]): string {
  return `nn.${name} is not read: of torch.nn these are: ${known.join(", ")}`;
}
