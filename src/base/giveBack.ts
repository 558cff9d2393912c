/**
 * Gives a buffer's memory back at once, where the runtime can (`ArrayBuffer.prototype.transfer`); it holds nothing then, and
 * nobody can send it. What holds nothing stays as it is. The collector of garbage comes late for arrays, which are small things to it.
 */
export function giveBack(buffer: ArrayBufferLike & { readonly transfer?: (bytes: number) => unknown }): void {
  if (buffer.byteLength > 0) buffer.transfer?.(0);
}
