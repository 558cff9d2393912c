import { fileURLToPath } from "node:url";
import { build } from "vite";

/** The page's own keeper and storage as one script, without the rest of the page, which would take a second and more to start. */
export async function keeperAlone(): Promise<string> {
  const entry = fileURLToPath(new URL("killedPage.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "unused" } },
  });
  const output = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
  const code = output.find((one) => one.type === "chunk");
  if (code?.type !== "chunk") throw new Error("nothing was built");
  return code.code;
}
