import { BYTES, isTypedArray, typedArray, type DType, type TypedArray } from "./dtype.ts";

/**
 * Is the one-dimensional memory behind one or more tensors. It is planned first (dtype and length) and bound to memory
 * later, so that the size of a whole program is known before anything is allocated. A class because its identity
 * matters: two tensors share memory when they have the same storage.
 */
export class Storage {
  readonly dtype: DType;
  /** Elements. */
  readonly length: number;
  #data: TypedArray | null = null;

  constructor(dtype: DType, length: number) {
    this.dtype = dtype;
    this.length = length;
  }

  get bytes(): number {
    return this.length * BYTES[this.dtype];
  }

  get bound(): boolean {
    return this.#data !== null;
  }

  /** The elements. Throws while the storage is only planned. */
  get data(): TypedArray {
    if (this.#data === null) throw new Error("a storage was read before it was bound to memory");
    return this.#data;
  }

  /** Binds the storage to `buffer`, from `byteOffset` (a multiple of the element's size) on. */
  bind(buffer: ArrayBufferLike, byteOffset: number): void {
    this.#data = typedArray(this.dtype, buffer, byteOffset, this.length);
  }

  /** Binds the storage to numbers that are in place already, if they are of its dtype and length. Says whether they were. */
  bindTo(values: ArrayLike<number>): boolean {
    if (!isTypedArray(this.dtype, values) || values.length !== this.length) return false;
    this.#data = values;
    return true;
  }

  /** A storage with memory of its own, for constants, tests and tools. */
  static allocate(dtype: DType, length: number): Storage {
    const storage = new Storage(dtype, length);
    storage.bind(new ArrayBuffer(storage.bytes), 0);
    return storage;
  }
}
