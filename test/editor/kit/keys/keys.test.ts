import { describe, expect, it } from "vitest";
import { ariaKeys, isPressed, listKeys } from "../../../../src/editor/kit/keys/keys.ts";

const press = (key: string, held = "") => ({
  key,
  ctrlKey: held.includes("c"),
  metaKey: held.includes("m"),
  altKey: held.includes("a"),
  shiftKey: held.includes("s"),
});

describe("keys", () => {
  it("are pressed with what is held with them and nothing else", () => {
    expect(isPressed("Shift F11", press("F11", "s"))).toBe(true);
    expect(isPressed("Shift F11", press("F11"))).toBe(false);
    expect(isPressed("F11", press("F11", "s"))).toBe(false);
    for (const held of ["c", "m", "a"]) expect(isPressed("F11", press("F11", held))).toBe(false);
  });

  it("take Cmd for Ctrl, and a letter however Shift or caps lock write it", () => {
    expect(isPressed("Ctrl Z", press("z", "c"))).toBe(true);
    expect(isPressed("Ctrl Z", press("z", "m"))).toBe(true);
    expect(isPressed("Ctrl Z", press("Z", "c"))).toBe(true);
    expect(isPressed("Ctrl Z", press("z", "ca"))).toBe(false);
    expect(isPressed("Ctrl Z", press("Z", "cs"))).toBe(false);
    expect(isPressed("Ctrl Shift Z", press("Z", "cs"))).toBe(true);
  });

  it("do not mind Shift with a sign, which may need it, and with Delete, after cards were added with it", () => {
    expect(isPressed("?", press("?", "s"))).toBe(true);
    expect(isPressed("?", press("?"))).toBe(true);
    expect(isPressed("/", press("?", "s"))).toBe(false);
    expect(isPressed("Delete", press("Delete", "s"))).toBe(true);
    expect(isPressed("Delete", press("Delete", "c"))).toBe(false);
  });

  it("are written for a screen reader as ARIA wants them", () => {
    expect(ariaKeys(["Ctrl Shift Z", "Ctrl Y"])).toBe("Control+Shift+Z Control+Y");
    expect(ariaKeys(["Alt Left", "Backspace"])).toBe("Alt+ArrowLeft Backspace");
    expect(isPressed("Alt Left", press("ArrowLeft", "a"))).toBe(true);
    expect(ariaKeys([])).toBeUndefined();
  });

  it("are written in a row with what is held once", () => {
    expect(listKeys(["Ctrl A", "Ctrl C", "Delete", "Ctrl D", "F2"])).toBe("Ctrl A, C, Delete, Ctrl D and F2");
    expect(listKeys(["Ctrl Y"])).toBe("Ctrl Y");
  });
});
