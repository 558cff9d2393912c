import { once } from "node:events";
import { preview } from "vite";

/**
 * Serves a folder that Vite has built.
 *
 * @param {string} outDir
 */
export async function serveSite(outDir) {
  const server = await preview({ configFile: false, build: { outDir }, preview: { port: 0 }, logLevel: "error" });
  if (!server.httpServer.listening) await once(server.httpServer, "listening");
  return { address: server.resolvedUrls?.local[0] ?? "", close: () => server.close() };
}
