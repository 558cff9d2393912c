import type { Storage } from "../storage.ts";
import { ALIGNMENT, aligned } from "./aligned.ts";
import { ownBlock, type Block } from "./block.ts";

/** Is memory that can grow, as a `WebAssembly.Memory` is. Growing detaches the buffer that was. */
export interface GrowableMemory {
  readonly buffer: ArrayBuffer;
  /** Adds so many pages of 64 KiB. Throws a RangeError where there are no more. */
  grow(pages: number): number;
}

/** Describes a part of the memory, in bytes. */
interface Range {
  readonly start: number;
  readonly end: number;
}

const PAGE = 2 ** 16;

/**
 * Lends parts of one memory, and lends them again when they are given back: a thread needs only one, whatever runs on it.
 * A block that nobody refers to any more comes back by itself, some time after.
 */
export class Arena {
  readonly memory: GrowableMemory;
  /** What is not lent, in order; no two of them touch. */
  #free: Range[];
  readonly #lent = new Map<number, WeakRef<LentBlock>>();
  readonly #forgotten = new FinalizationRegistry<Range>((range) => this.#takeBack(range));

  /** @param reserved bytes at the beginning of the memory that are never lent. */
  constructor(memory: GrowableMemory, reserved: number) {
    this.memory = memory;
    this.#free = [{ start: aligned(reserved), end: memory.buffer.byteLength }];
  }

  /** Bytes that are lent. */
  get lentBytes(): number {
    return this.memory.buffer.byteLength - this.#free.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  /** Lends so many bytes, all 0. Where the memory cannot grow that far, they are a buffer of their own. */
  allocate(bytes: number): Block {
    const size = Math.max(ALIGNMENT, aligned(bytes));
    const range = this.#take(size) ?? (this.#grow(size) ? this.#take(size) : null);
    if (range === null) return ownBlock(bytes);
    new Uint8Array(this.memory.buffer, range.start, size).fill(0);
    const block = new LentBlock(this.memory, range, bytes, () => {
      this.#forgotten.unregister(block);
      this.#takeBack(range);
    });
    this.#lent.set(range.start, new WeakRef(block));
    this.#forgotten.register(block, range, block);
    return block;
  }

  /** Cuts a range of this size from the first free one that has room. */
  #take(size: number): Range | null {
    const at = this.#free.findIndex(({ start, end }) => end - start >= size);
    if (at < 0) return null;
    const { start, end } = this.#free[at]!;
    const rest = start + size < end ? [{ start: start + size, end }] : [];
    this.#free.splice(at, 1, ...rest);
    return { start, end: start + size };
  }

  /** Has the memory grow until a range of this size is free at its end. Says whether it could. */
  #grow(size: number): boolean {
    const end = this.memory.buffer.byteLength;
    const last = this.#free.at(-1);
    const there = last?.end === end ? end - last.start : 0;
    const pages = Math.ceil((size - there) / PAGE);
    // Each time all that is lent is bound anew: a quarter more at once makes such times few.
    if (!this.#growBy(Math.max(pages, Math.ceil(end / PAGE / 4))) && !this.#growBy(pages)) return false;
    this.#insert({ start: end, end: this.memory.buffer.byteLength });
    for (const block of this.#lent.values()) block.deref()?.moved();
    return true;
  }

  #growBy(pages: number): boolean {
    try {
      this.memory.grow(pages);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  #takeBack(range: Range): void {
    this.#lent.delete(range.start);
    this.#insert(range);
  }

  /** Adds a free range, joined with those that it touches. */
  #insert({ start, end }: Range): void {
    const before = this.#free.filter((range) => range.end < start);
    const behind = this.#free.filter((range) => range.start > end);
    const touching = this.#free.slice(before.length, this.#free.length - behind.length);
    const joined = {
      start: Math.min(start, ...touching.map((range) => range.start)),
      end: Math.max(end, ...touching.map((range) => range.end)),
    };
    this.#free = [...before, joined, ...behind];
  }
}

/** Is a part of an arena. Its storages refer to it, so that it is lent as long as one of them is in use. */
class LentBlock implements Block {
  readonly start: number;
  readonly bytes: number;
  readonly #memory: GrowableMemory;
  readonly #giveBack: () => void;
  #places: { readonly storage: Storage; readonly at: number }[] = [];
  #released = false;

  constructor(memory: GrowableMemory, { start }: Range, bytes: number, giveBack: () => void) {
    this.start = start;
    this.bytes = bytes;
    this.#memory = memory;
    this.#giveBack = giveBack;
  }

  get buffer(): ArrayBuffer {
    return this.#memory.buffer;
  }

  bind(storage: Storage, at: number): void {
    this.#places.push({ storage, at });
    storage.bind(this.buffer, this.start + at, this);
  }

  /** Binds the storages anew: the memory has grown, and its buffer is another one. */
  moved(): void {
    // One that was bound to other memory since stays there.
    this.#places = this.#places.filter(({ storage }) => storage.home === this);
    for (const { storage, at } of this.#places) storage.bind(this.buffer, this.start + at, this);
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    for (const { storage } of this.#places.splice(0)) storage.unbind(this);
    this.#giveBack();
  }
}
