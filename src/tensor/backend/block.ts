import { giveBack } from "../../base/giveBack.ts";
import type { Storage } from "../storage.ts";

/** Is memory that a backend lends: a part of one buffer, in which storages are given their places. */
export interface Block {
  /** The buffer that it is a part of. Another one when the backend's memory has grown, so it is asked for each time. */
  readonly buffer: ArrayBuffer;
  /** Where it begins in the buffer, in bytes: a multiple of 64. */
  readonly start: number;
  readonly bytes: number;
  /** Gives a storage its place, so many bytes behind the start. */
  bind(storage: Storage, at: number): void;
  /** Gives the memory back. The storages are bound to nothing from then on, and whoever reads one is told. */
  release(): void;
}

/** Returns memory that is a buffer of its own. */
export function ownBlock(bytes: number): Block {
  const buffer = new ArrayBuffer(bytes);
  const storages: Storage[] = [];
  return {
    buffer,
    start: 0,
    bytes,
    bind(storage, at) {
      storage.bind(buffer, at);
      storages.push(storage);
    },
    release() {
      for (const storage of storages.splice(0)) storage.unbind(buffer);
      giveBack(buffer);
    },
  };
}
