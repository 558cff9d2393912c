import { expect, test } from "vitest";
import { ProgressPace } from "../../../src/session/host/progressPace.ts";

/** How many messages are sent in ten seconds of a run, by a client that takes each at once. */
function sentInTenSeconds(cost: number): number {
  let time = 0;
  let sent = 0;
  const timing = { now: () => time, defer: () => undefined, wait: () => undefined };
  const pace: ProgressPace = new ProgressPace(
    timing,
    () => true,
    () => {
      sent++;
      time += cost;
    },
  );
  for (; time < 10_000; time += 1) {
    pace.acknowledged();
    pace.changed();
  }
  return sent;
}

test("messages that cost little come thirty times a second, costly ones take 3 % of the time, and none waits longer than 250 ms", () => {
  expect(sentInTenSeconds(0.1)).toBeGreaterThan(280);
  expect(sentInTenSeconds(4)).toBeGreaterThan(68);
  expect(sentInTenSeconds(4)).toBeLessThan(78);
  expect(sentInTenSeconds(30)).toBeGreaterThan(34);
});
