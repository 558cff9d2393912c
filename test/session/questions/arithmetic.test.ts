import { describe, expect, test } from "vitest";
import { arithmetic } from "../../../src/session/questions/arithmetic.ts";
import { Session } from "../../../src/session/session.ts";
import { backends, type BackendName } from "../../backends.ts";
import { batchGraph } from "../graphs.ts";
import { running } from "../running.ts";
import { fingerprint } from "../walk.ts";

function opened(name: BackendName): Session {
  const session = new Session(backends[name], new Map(), () => undefined);
  session.open(session.planOf(batchGraph()), true);
  return session;
}

const words = { plain: { name: "plain", size: 96 }, simd: { name: "simd", variant: "fused", size: 96 } } as const;

describe.each(["plain", "simd"] as const)("%s", (name) => {
  test("is named and measured, and nothing of the session moves", () => {
    const session = opened(name);
    const before = fingerprint(session);
    const { gigaflops, ...rest } = arithmetic.answer(Object.assign(running(session), { now }), {});
    expect(rest).toEqual(words[name]);
    expect(gigaflops).toBeGreaterThan(0.01);
    expect(gigaflops).toBeLessThan(1000);
    expect(fingerprint(session)).toBe(before);
  });

  test("is named where there is no clock", () => {
    const session = running(opened(name));
    expect(arithmetic.answer(session, {})).toEqual({ ...words[name], gigaflops: null });
  });
});

/** The processor's time, in milliseconds: how fast it is does not depend on who else has it. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
