import { formatCount } from "../base/formatNumber.ts";

/** Returns a size of memory: exactly while it is small, `21,504 B`, then `1.2 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 100_000) return `${formatCount(bytes)} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(0)} KiB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
