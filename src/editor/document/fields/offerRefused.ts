import { formatCount } from "../../../base/formatNumber.ts";
import { notify } from "../../kit/noticeStore.ts";
import { copyText } from "../clipboard/copyText.ts";

/** Characters that are soon typed again. */
const SHORT = 100;

/** Offers to copy a text that was refused, when its field goes away with it. */
export function offerRefused(text: string): void {
  if (text.length <= SHORT) return;
  const message = `The ${formatCount(text.length)} characters that were not taken are gone from the page with their field.`;
  notify({ kind: "error", message, action: { label: "Copy them", run: () => void copyText(text, "what was typed") } });
}
