/**
 * A copy of a program's memory, all nans in it the same. Which of the many nans comes of an operation, JavaScript leaves
 * to the engine: compiled code may make another one than interpreted code, and no program can tell.
 */
export function bitsOf(buffer: ArrayBuffer, start = 0, end = buffer.byteLength): Uint8Array {
  const copy = new Uint32Array(buffer.slice(start, end));
  // There are millions of them.
  for (let at = 0; at < copy.length; at++) if ((copy[at]! & 0x7fffffff) > 0x7f800000) copy[at] = 0x7fc00000;
  return new Uint8Array(copy.buffer);
}
