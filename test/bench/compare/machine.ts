import { cpus } from "node:os";
import { readFileSync } from "node:fs";

/** Describes the kind of machine in a few words: its processors and what they can, no names. */
export function machineKind(): string {
  const all = cpus();
  const wide = ["avx512f", "avx2"].find((flag) => flags().includes(` ${flag} `));
  const features = wide === undefined ? "" : `, ${wide === "avx2" ? "AVX2" : "AVX-512"}`;
  return `${all.length} cores (${process.arch}, ${all[0]?.model.trim() ?? "unknown"}${features}), Node ${process.versions.node}`;
}

function flags(): string {
  try {
    return /^flags\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1]?.concat(" ") ?? "";
  } catch {
    // Other systems say it elsewhere; the description does without.
    return "";
  }
}
