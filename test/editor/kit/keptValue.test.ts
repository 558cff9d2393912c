import { beforeEach, describe, expect, it, vi } from "vitest";
import { keptBreakpoints } from "../../../src/editor/runner/keptBreakpoints.ts";

const texts = new Map<string, string>();

beforeEach(() => {
  // A visit begins with what the one before kept.
  vi.resetModules();
  texts.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => texts.set(key, text),
    removeItem: (key: string) => texts.delete(key),
  });
});

const put = (key: string, value: unknown) => texts.set(`wiregrad/${key}`, JSON.stringify(value));
const stop = { id: "1", node: "tanh", pass: "all", condition: "", enabled: true } as const;

describe("what earlier versions of the page kept", () => {
  it("divides the page, field by field", async () => {
    put("layout", { paletteOpen: false, inspectorWidth: "wide", programHeight: 300, gone: 1 });
    const { useLayout } = await import("../../../src/editor/kit/layoutStore.ts");
    expect(useLayout.getState()).toMatchObject({ paletteOpen: false, inspectorWidth: 320, programHeight: 300 });
    useLayout.getState().change({ chartWidth: 500 });
    expect(JSON.parse(texts.get("wiregrad/layout")!)).toEqual({
      paletteOpen: false,
      inspectorOpen: true,
      bottomOpen: true,
      bottomOpenUntrained: false,
      inspectorWidth: 320,
      programHeight: 300,
      chartWidth: 500,
    });
  });

  it("is where the lesson goes on", async () => {
    put("lesson", { chapter: "lookup", tasks: 1, done: ["examples"], open: "yes" });
    const { useLesson } = await import("../../../src/editor/lesson/lessonStore.ts");
    expect(useLesson.getState()).toMatchObject({ chapter: "lookup", tasks: 1, done: ["examples"], open: true });
  });

  it("is the word of the colours, as the page reads it before it is painted", async () => {
    const root = { dataset: {} as Record<string, string> };
    vi.stubGlobal("document", { documentElement: root });
    vi.stubGlobal("matchMedia", () => ({ matches: false }));
    texts.set("wiregrad/colours", "dark");
    const { chooseColours, useColourScheme } = await import("../../../src/editor/kit/colourScheme.ts");
    expect(useColourScheme.getState().choice).toBe("dark");
    chooseColours("light");
    expect(texts.get("wiregrad/colours")).toBe("light");
    chooseColours("auto");
    expect(texts.has("wiregrad/colours")).toBe(false);
    expect(root.dataset["colours"]).toBe("light");
  });

  it("is breakpoints, of one document or of several; a list that is not understood is none", () => {
    put("breakpoints", { documentId: "a", list: [stop], notFinite: true });
    expect(keptBreakpoints.of("a")).toEqual([stop]);
    expect(keptBreakpoints.notFinite()).toBe(true);
    put("breakpoints", { notFinite: false, documents: { a: [stop], b: [{ ...stop, pass: "sideways" }] } });
    expect(keptBreakpoints.of("a")).toEqual([stop]);
    expect(keptBreakpoints.of("b")).toEqual([]);
    keptBreakpoints.write("c", [{ ...stop, id: "2" }], false);
    expect(keptBreakpoints.of("a")).toEqual([stop]);
    texts.set("wiregrad/breakpoints", "{");
    expect(keptBreakpoints.of("a")).toEqual([]);
  });
});

describe("a page without storage", () => {
  it("is divided as one likes for this visit", async () => {
    vi.stubGlobal("localStorage", undefined);
    const { useLayout } = await import("../../../src/editor/kit/layoutStore.ts");
    useLayout.getState().change({ chartWidth: 420 });
    expect(useLayout.getState().chartWidth).toBe(420);
    expect(keptBreakpoints.notFinite()).toBe(false);
  });
});
