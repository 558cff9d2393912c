import type { Plan } from "../../src/program/plan/plan.ts";

/**
 * A plan as plain data: tensors and storages are numbered as they are come across, so that two plans which differ in nothing
 * else have the same outline. Parts are left out: they say the same once more.
 */
export function planOutline(whole: Plan): unknown {
  const left = new Set(["graph", "parts", "dependsOn"]);
  const plan = Object.fromEntries(Object.entries(whole).filter(([field]) => !left.has(field)));
  const numbers = new Map<object, number>();
  const numberOf = (item: object): number => {
    const number = numbers.get(item) ?? numbers.size;
    numbers.set(item, number);
    return number;
  };
  const outline = (value: unknown): unknown => {
    if (typeof value === "function") return "a function";
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return value.map(outline);
    if (value instanceof Map) return [...value].map(([key, item]) => [outline(key), outline(item)]);
    if ("storage" in value && "stride" in value) {
      const { dtype, shape, stride, offset, storage } = value as Plan["parameters"][number]["tensor"];
      return { tensor: numberOf(value), dtype, shape, stride, offset, storage: numberOf(storage) };
    }
    // Ops and node types stand in their catalogues.
    if ("summary" in value && ("build" in value || "forward" in value || "window" in value)) return "of a catalogue";
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, outline(item)]));
  };
  return outline(plan);
}
