#!/usr/bin/env node
// npm run wiregrad: the command line, built when its sources have changed. Nothing here writes to stdout.

import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { ensureCli } from "./build.mjs";
import { root } from "./run.mjs";
import { setup } from "./setup.mjs";

await setup();
await ensureCli();
// npm starts scripts in the project's folder and says in INIT_CWD where the user is; file arguments are relative to that.
const folder = process.env["INIT_CWD"];
if (process.env["npm_lifecycle_event"] === "wiregrad" && folder !== undefined) process.chdir(folder);
// In this process, so that exit codes, signals and the terminal are the command's own.
await import(pathToFileURL(join(root, "build", "cli", "main.js")).href);
