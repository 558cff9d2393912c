import { bytesOf, type Memory, type Region } from "../../src/program/run/memory.ts";

/**
 * A copy of a region of a program's memory, all of it where none is named, all nans in it the same. Which of the many nans comes of an operation, JavaScript leaves
 * to the engine: compiled code may make another one than interpreted code, and no program can tell.
 */
export function bitsOf(memory: Memory, region: Region = { start: 0, end: memory.block.bytes }): Uint8Array {
  const copy = new Uint32Array(bytesOf(memory, region).slice().buffer);
  // There are millions of them.
  for (let at = 0; at < copy.length; at++) if ((copy[at]! & 0x7fffffff) > 0x7f800000) copy[at] = 0x7fc00000;
  return new Uint8Array(copy.buffer);
}
