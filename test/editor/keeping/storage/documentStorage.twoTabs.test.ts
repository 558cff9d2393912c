import { fc, test } from "@fast-check/vitest";
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { describe, expect } from "vitest";
import { runs } from "../../../runs.ts";
import { fakeLocalStorage, keptEdits, MiniTab, turns } from "./miniTab.ts";
import { Browser } from "./tabs.ts";

type Action = { readonly tab: 0 | 1; readonly wait: number } & {
  readonly type: "edit" | "workHere" | "reload" | "kill" | "flush";
};

const actions: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.record({
    tab: fc.constantFrom<0 | 1>(0, 1),
    wait: fc.nat(12),
    type: fc.oneof(
      { weight: 8, arbitrary: fc.constant("edit" as const) },
      { weight: 2, arbitrary: fc.constant("workHere" as const) },
      { weight: 1, arbitrary: fc.constantFrom("reload" as const, "kill" as const, "flush" as const) },
    ),
  }),
  { minLength: 4, maxLength: 30 },
);

/** What two tabs of one browser do to one document, each of them at any time of what the other's storage is at. */
async function interleave(steps: readonly Action[], withLocks: boolean): Promise<void> {
  globalThis.indexedDB = new IDBFactory();
  fakeLocalStorage();
  const browser = withLocks ? new Browser() : null;
  const start = async (): Promise<MiniTab> => {
    const tab = new MiniTab("document", browser);
    await tab.open();
    return tab;
  };
  const tabs = [await start(), await start()];
  const wanted = new Set<string>();
  const seen = (tab: MiniTab): void => {
    for (const edit of tab.acknowledged) wanted.add(edit);
  };
  for (const [index, { tab: at, type, wait }] of steps.entries()) {
    const tab = tabs[at]!;
    if (type === "edit") tab.edit(`edit${index}`);
    else if (type === "workHere") void tab.workHere().catch(() => undefined);
    else if (type === "flush") void tab.keeper.flush();
    else {
      if (type === "reload") {
        for (const edit of tab.edits) wanted.add(edit);
        tab.leave();
      } else {
        seen(tab);
        tab.kill();
      }
      tabs[at] = await start();
    }
    await turns(wait);
  }
  await turns(40);
  for (const tab of tabs) {
    await tab.keeper.flush();
    expect(tab.keeper.isKept(tab.id)).toBe(true);
    for (const edit of tab.edits) wanted.add(edit);
    seen(tab);
  }
  const last = await start();
  await last.recover(null);
  const kept = await keptEdits(last.storage);
  for (const edit of wanted) expect(kept).toContain(edit);
}

test("what a page noted when it was left stays noted until it is written itself, not what came before it", async () => {
  // The page may be gone at any moment after it was left: while the first edit is written, or when the second is.
  for (let moment = 0; moment < 12; moment++) {
    globalThis.indexedDB = new IDBFactory();
    fakeLocalStorage();
    const tab = new MiniTab("document", null);
    await tab.open();
    tab.edit("first");
    tab.edit("second");
    tab.keeper.leave();
    await turns(moment);
    tab.kill();
    await turns(20);
    const next = new MiniTab("document", null);
    await next.open();
    await next.recover(null);
    expect([...(await keptEdits(next.storage))].toSorted(), `gone after ${moment} turns`).toEqual(["first", "second"]);
  }
});

describe("two tabs on one document lose no edit that was acknowledged, left or is on the screen", () => {
  test.prop([actions], { numRuns: runs(200, 5000) })("with locks", (steps) => interleave(steps, true));
  test.prop([actions], { numRuns: runs(100, 5000) })("without", (steps) => interleave(steps, false));
});
