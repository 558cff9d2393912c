import { notifyError } from "./noticeStore.ts";

/**
 * Does what the reader asked for and tells them of an error. Where a part of the program could not be loaded for it, the
 * sentence has a button that tries again.
 *
 * @param file names the file at fault.
 */
export function attempt(action: () => Promise<unknown>, file?: string): void {
  action().catch((error: unknown) => notifyError(error, file, () => attempt(action, file)));
}
