import { readTable, splitTable, type Table } from "../../../expression/table.ts";
import { defineSettingKind, parsed, type SettingBase } from "./settingKind.ts";
import { spelledNumber } from "./spelledNumber.ts";

/**
 * Holds numbers in rows, typed or pasted: expressions, or `nan`, `inf`, `-inf`, with commas, tabs or semicolons between
 * them and each row on a line. See `readTable`.
 */
export type TableSetting = SettingBase<"table", string>;

export const table = defineSettingKind<TableSetting, Table>({
  field: "table",
  expressions: (text) => splitTable(text).rows.flat(),
  resolve(_setting, raw, names) {
    const value = readTable(String(raw), (entry) => parsed(entry, names).evaluate(names.values));
    const all = value.rows.flat();
    // JSON has no nan and no inf, which would all be one.
    const same = all.every(Number.isFinite) ? value.rows : value.rows.map((row) => row.map(String));
    return { value, same, ...(value.rows.length > 1 ? {} : { text: all.map(spelledNumber).join(", ") }) };
  },
});
