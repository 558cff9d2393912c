import { expect, test } from "vitest";
import { progressBar } from "../../../src/cli/training/progressBar.ts";
import { timeLeft } from "../../../src/cli/training/timeLeft.ts";
import { Collected } from "../typed.ts";

test("without a terminal there is a line every five seconds, with the time left", () => {
  let now = 0;
  const stderr = new Collected();
  const bar = progressBar(stderr, { from: 1000, to: 13_000 }, () => now);
  for (let done = 1000; done <= 13_000; done += 100, now += 100) bar.update(done, 0.5, done < 7000 ? null : 2000);
  bar.stop();
  expect(stderr.text).toBe(
    "6,000 of 13,000 iterations, loss 0.5000, 7 s left\n11,000 of 13,000 iterations, loss 0.5000, 1 s left\n",
  );
});

test("on a terminal it is a bar, with the rate and the time left", () => {
  const stderr = Object.assign(new Collected(), {
    isTTY: true,
    columns: 200,
    cursorTo: () => true,
    clearLine: () => true,
  });
  const bar = progressBar(stderr, { from: 0, to: 100 });
  bar.update(50, 0.25, 0.5);
  bar.stop();
  expect(stderr.text).toContain("50/100 iterations | loss 0.2500 | 0.5/s | 1 min 40 s left");
});

test.each([
  [0.2, "1 s"],
  [59, "59 s"],
  [60, "1 min"],
  [215, "3 min 30 s"],
  [1234, "20 min"],
  [7510, "2 h 5 min"],
  [Infinity, "very long"],
])("%d seconds are %s", (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});
