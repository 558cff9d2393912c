import type { Backend } from "../../tensor/backend/backend.ts";
import { plainBackend } from "../../tensor/backend/plainBackend.ts";
import { CommandEnd, EXIT } from "./exitCode.ts";
import type { Terminal } from "./terminal.ts";

/** Holds the backends that can be asked for, as `--backend` names them. */
export const BACKENDS: readonly Backend["name"][] = ["plain", "simd"];

/**
 * Returns the backend that was asked for, or else the fastest that there is. A command needs one: each has a memory of its
 * own.
 */
export async function chosenBackend(
  name: Backend["name"] | undefined,
  { loadSimd }: Pick<Terminal, "loadSimd">,
): Promise<Backend> {
  if (name === "plain") return plainBackend;
  const simd = await loadSimd();
  if (simd !== null) return simd;
  if (name === undefined) return plainBackend;
  throw new CommandEnd(
    EXIT.commandIsWrong,
    `--backend simd: this Node (${process.version}) has no WebAssembly that rounds as it must, expected plain`,
  );
}

/** Says in a word or two which backend it is: `simd (fused)`. */
export function backendWords({ name, variant }: Backend): string {
  return variant === undefined ? name : `${name} (${variant})`;
}
