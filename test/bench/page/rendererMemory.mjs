import { readFileSync } from "node:fs";

/**
 * Memory in MB of the process that renders a browser's one page and runs its workers, from Linux's own books. `private` is
 * what no other process shares, `pss` counts what is shared in parts. Null where there are no such books.
 *
 * @param {import("@playwright/test").Browser} browser
 */
export async function rendererMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => sizesOf(id));
  // There may be a spare one, which waits for a page.
  return sizes.reduce((most, size) => ((size?.pss ?? 0) > (most?.pss ?? 0) ? size : most), null);
}

/** @param {number} id */
function sizesOf(id) {
  try {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, "utf8");
    /** @param {string} name */
    const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
    return {
      private: (kilobytes("Private_Clean") + kilobytes("Private_Dirty")) / 1000,
      pss: kilobytes("Pss") / 1000,
    };
  } catch {
    return null;
  }
}
