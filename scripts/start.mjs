// npm start: Wiregrad in the browser, from the sources. `-- --port 8080 --host 0.0.0.0` as Vite knows them.

import { parseArgs } from "node:util";
import { root } from "./run.mjs";
import { setup } from "./setup.mjs";

const { values } = parseArgs({
  options: { port: { type: "string" }, host: { type: "string" }, open: { type: "boolean" } },
  allowNegative: true,
});
const port = values.port === undefined ? undefined : Number(values.port);
if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
  console.error(`npm start: --port must be a number from 1 to 65535, but got ${values.port}.`);
  process.exit(2);
}

await setup();
const { createServer } = await import("vite");

const hasDisplay =
  process.platform === "darwin" ||
  process.platform === "win32" ||
  Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
const server = await createServer({
  root,
  logLevel: "warn",
  server: {
    // A port that was asked for is the port or an error; otherwise the next free one.
    ...(port === undefined ? {} : { port, strictPort: true }),
    ...(values.host === undefined ? {} : { host: values.host }),
    open: values.open ?? (hasDisplay && process.stdout.isTTY && !process.env["CI"]),
  },
});

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => {
    void server.close().finally(() => process.exit(0));
  });
}

try {
  await server.listen();
} catch (error) {
  console.error(`npm start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
const addresses = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])];
console.log(`\n  Wiregrad is at ${addresses.join(" and ")}\n  Ctrl-C ends it.\n`);
