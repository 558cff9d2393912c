const arrayTypes = { Uint8Array, Int32Array, Uint32Array, Float32Array, Float64Array } as const;
type NumberArray = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;
type ArrayType = keyof typeof arrayTypes;

/** Where an array of numbers belongs in a value, and what it is. The arrays' bytes follow one another in this order. */
interface ArrayAt {
  readonly path: readonly (string | number)[];
  readonly type: ArrayType;
  readonly length: number;
}

/** Describes a value without its arrays of numbers: what is small, and can be kept as one. */
export interface Skeleton {
  readonly value: unknown;
  readonly arrays: readonly ArrayAt[];
}

/** Is what one piece holds, in bytes: far below what any browser takes as one value. */
export const usualPieceSize = 8 * 2 ** 20;

/** Holds a structured-clonable value as a skeleton and pieces of bytes. */
export class NumberPieces {
  readonly skeleton: Skeleton;
  readonly size: number;
  readonly #arrays: readonly NumberArray[];
  readonly #pieceSize: number;

  constructor(value: unknown, size = usualPieceSize) {
    const arrays: NumberArray[] = [];
    const places: ArrayAt[] = [];
    this.#pieceSize = size;
    this.skeleton = { value: takeOut(value, [], arrays, places), arrays: places };
    this.#arrays = arrays;
    this.size = arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  get count(): number {
    return Math.ceil(this.size / this.#pieceSize);
  }

  /** One piece: a copy of its bytes. */
  piece(index: number): Uint8Array<ArrayBuffer> {
    const begin = index * this.#pieceSize;
    const bytes = new Uint8Array(Math.min(this.#pieceSize, this.size - begin));
    let at = 0;
    for (const array of this.#arrays) {
      const from = Math.max(0, begin - at);
      const to = Math.min(array.byteLength, begin + bytes.length - at);
      if (from < to) bytes.set(new Uint8Array(array.buffer, array.byteOffset + from, to - from), at + from - begin);
      at += array.byteLength;
    }
    return bytes;
  }
}

/** Is a skeleton whose arrays are filled piece by piece, in their order. */
export class NumberPiecesReader {
  readonly #skeleton: Skeleton;
  readonly #arrays: readonly NumberArray[];
  readonly #size: number;
  #filled = 0;

  constructor(skeleton: Skeleton) {
    this.#skeleton = skeleton;
    this.#arrays = skeleton.arrays.map(({ type, length }) => new arrayTypes[type](length));
    this.#size = this.#arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  add(piece: Uint8Array): void {
    let at = 0;
    for (const array of this.#arrays) {
      const from = Math.max(0, this.#filled - at);
      const to = Math.min(array.byteLength, this.#filled + piece.length - at);
      if (from < to) {
        const begin = at + from - this.#filled;
        new Uint8Array(array.buffer).set(piece.subarray(begin, begin + to - from), from);
      }
      at += array.byteLength;
    }
    this.#filled += piece.length;
  }

  /** The value that was taken apart. Throws when bytes are missing. */
  value(): unknown {
    if (this.#filled !== this.#size) throw new Error(`${this.#size - this.#filled} bytes of the numbers are missing`);
    let value: unknown = this.#skeleton.value;
    for (const [index, { path }] of this.#skeleton.arrays.entries()) {
      const array = this.#arrays[index];
      const last = path.at(-1);
      if (last === undefined) {
        value = array;
        continue;
      }
      const holder = path
        .slice(0, -1)
        .reduce<unknown>((so, key) => (so as Record<string | number, unknown>)[key], value);
      (holder as Record<string | number, unknown>)[last] = array;
    }
    return value;
  }
}

/** A copy of a value with null in the place of its arrays of numbers, which are noted with their places. */
function takeOut(
  value: unknown,
  path: readonly (string | number)[],
  arrays: NumberArray[],
  places: ArrayAt[],
): unknown {
  if (ArrayBuffer.isView(value)) {
    const array = value as NumberArray;
    places.push({ path, type: array.constructor.name as ArrayType, length: array.length });
    arrays.push(array);
    return null;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => takeOut(item, [...path, index], arrays, places));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [
    key,
    takeOut(item, [...path, key], arrays, places),
  ]);
  return Object.fromEntries(entries) as unknown;
}
