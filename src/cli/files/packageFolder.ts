import { existsSync } from "node:fs";

/** Is the folder of the package that this is a part of, built or not: data sets and graphs lie in it. */
export const PACKAGE_FOLDER = above(new URL("./", import.meta.url));

function above(folder: URL): URL {
  if (existsSync(new URL("package.json", folder))) return folder;
  const parent = new URL("../", folder);
  if (parent.href === folder.href) throw new Error("there is no package.json above the command line");
  return above(parent);
}
