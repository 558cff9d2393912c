// Makes the dependencies match package-lock.json; every other script does this first, so that a fresh clone
// needs no other step. Prints one line, on stderr, when there is something to do.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { alone, isMain, root, run } from "./run.mjs";

const oldestNode = [20, 19];

/** @param {string} path @returns {any} */
const json = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

/** Why the dependencies must be installed, or undefined when they are as package-lock.json wants them. */
function reasonToInstall() {
  const installed = "node_modules/.package-lock.json";
  if (!existsSync(join(root, "node_modules"))) return "node_modules is missing";
  if (!existsSync(join(root, installed))) return "node_modules was not made by npm";
  const wanted = json("package-lock.json").packages;
  const present = json(installed).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    // Optional packages of other platforms are never there.
    if (entry.optional && !present[path]) continue;
    if (present[path]?.version !== entry.version) return `${path} is not ${entry.version}`;
  }
  return undefined;
}

/** A package that package.json and package-lock.json disagree about: an edit that was not followed by `npm install`. */
function disagreement() {
  const declared = json("package.json");
  const locked = json("package-lock.json").packages[""];
  for (const kind of ["dependencies", "devDependencies"]) {
    const [here, there] = [declared[kind] ?? {}, locked[kind] ?? {}];
    const name = Object.keys({ ...here, ...there }).find((key) => here[key] !== there[key]);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Installs the dependencies if they are not those of package-lock.json; ends the process when that fails. */
export async function setup() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    console.error(`Wiregrad needs Node.js ${oldestNode.join(".")} or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const name = disagreement();
  if (name !== undefined) {
    console.error(`package.json and package-lock.json disagree about ${name}: run npm install.`);
    process.exit(1);
  }
  if (reasonToInstall() === undefined) return;
  await alone("setup", async () => {
    const reason = reasonToInstall(); // another process may have done it meanwhile
    if (reason === undefined) return;
    console.error(`Installing the dependencies with npm ci, since ${reason} (about half a minute) …`);
    const cli = process.env["npm_execpath"];
    const flags = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    const { code, output } = cli?.endsWith(".js")
      ? await run(process.execPath, [cli, ...flags], { output: "capture" })
      : await run("npm", flags, { output: "capture" });
    if (code !== 0) {
      console.error(output);
      console.error(`npm ci failed with exit code ${code}.`);
      process.exit(1);
    }
  });
}

if (isMain(import.meta.url)) await setup();
