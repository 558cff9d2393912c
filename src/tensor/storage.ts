import { DiagnosticError } from "../base/diagnostic.ts";
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
  #home: object | null = null;
  #wasBound = false;

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

  /** The elements. Throws while the storage is only planned; a DiagnosticError once its memory was given back. */
  get data(): TypedArray {
    if (this.#data !== null) return this.#data;
    if (this.#wasBound)
      throw DiagnosticError.of("these numbers are gone: the graph has changed since they were asked for");
    throw new Error("a storage was read before it was bound to memory");
  }

  /** Whatever lends the memory that it is bound to. */
  get home(): object | null {
    return this.#home;
  }

  /**
   * Binds the storage to `buffer`, from `byteOffset` (a multiple of the element's size) on.
   *
   * @param home lends the memory; the buffer itself where nothing is said.
   */
  bind(buffer: ArrayBufferLike, byteOffset: number, home: object = buffer): void {
    this.#data = typedArray(this.dtype, buffer, byteOffset, this.length);
    this.#home = home;
  }

  /** Binds it to nothing, if it is bound to memory of that lender still. */
  unbind(home: object): void {
    if (this.#home !== home) return;
    this.#data = null;
    this.#home = null;
    this.#wasBound = true;
  }

  /** Binds the storage to numbers that are in place already, if they are of its dtype and length. Says whether they were. */
  bindTo(values: ArrayLike<number>): boolean {
    if (!isTypedArray(this.dtype, values) || values.length !== this.length) return false;
    this.#data = values;
    this.#home = values;
    return true;
  }

  /** A storage with memory of its own, for constants, tests and tools. */
  static allocate(dtype: DType, length: number): Storage {
    const storage = new Storage(dtype, length);
    storage.bind(new ArrayBuffer(storage.bytes), 0);
    return storage;
  }
}
