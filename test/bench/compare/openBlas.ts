import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const PACKAGE = "libopenblas0-pthread";
const SYSTEM = "/usr/lib/x86_64-linux-gnu/openblas-pthread";

/**
 * Finds OpenBLAS, with which Debian's PyTorch multiplies thirty times faster than with the reference BLAS that comes with it.
 * Where it is not installed, the package is unpacked into build/bench/openblas, and nothing of the system changes.
 *
 * @returns the folder for LD_LIBRARY_PATH, null where there is none; and then one sentence that says so
 */
export function openBlas(): { readonly folder: string | null; readonly refusal: string | null } {
  if (existsSync(SYSTEM)) return { folder: SYSTEM, refusal: null };
  const own = resolve("build", "bench", "openblas");
  const folder = join(own, SYSTEM);
  if (existsSync(folder)) return { folder, refusal: null };
  mkdirSync(own, { recursive: true });
  spawnSync("apt-get", ["download", PACKAGE], { cwd: own });
  const file = readdirSync(own).find((name) => name.endsWith(".deb"));
  if (file !== undefined) spawnSync("dpkg", ["-x", file, "."], { cwd: own });
  if (existsSync(folder)) return { folder, refusal: null };
  return { folder: null, refusal: `OpenBLAS is not here (Debian: ${PACKAGE}): PyTorch multiplies with what it has.` };
}
