import { defineSettingKind, type SettingBase } from "./settingKind.ts";
import { resolveText } from "./text.ts";

/** Describes the name of a text file of the user's, which is chosen and not typed. */
export type FileSetting = SettingBase<"file", string>;

export const file = defineSettingKind<FileSetting, string>({ field: "file", resolve: resolveText });
