/** Says how many quarter turns a number is, and what is left of it: between −π/4 and π/4. */
export interface QuarterTurns {
  /** Modulo 4. */
  readonly turns: number;
  readonly rest: number;
}

/** 2 / π as a whole number of 2⁻¹²¹⁶: as many digits as the largest double takes for one that is left with all of its own. */
const TWO_OVER_PI = BigInt(
  "0x" +
    "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921c" +
    "fe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980f" +
    "ef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d08" +
    "56033046fc7b6bab",
);
const DIGITS = 1216;

/** Binary places of a quarter turn that are kept: 53, and as many as the most that cancel (62), and to spare. */
const PLACES = 192;
const ONE = 1n << BigInt(PLACES);

const bits = new DataView(new ArrayBuffer(8));

/**
 * Returns the quarter turns of a finite number, exact however large it is (Payne and Hanek, 1983): the number, which is
 * a whole one times a power of 2, times 2 / π with all the digits that matter.
 */
export function quarterTurns(x: number): QuarterTurns {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  const exponent = ((high >>> 20) & 0x7ff) - 1075;
  const whole = (BigInt(((high & 0xfffff) | 0x100000) >>> 0) << 32n) | BigInt(bits.getUint32(4));
  // Of 2 / π only what the result will see; its later digits cannot matter.
  const dropped = Math.max(0, DIGITS - PLACES - 64 - Math.max(0, exponent));
  const product = whole * (TWO_OVER_PI >> BigInt(dropped));
  const surplus = BigInt(DIGITS - dropped - exponent - PLACES);
  const fixed = surplus >= 0n ? product >> surplus : product << -surplus;
  const turns = (fixed + (ONE >> 1n)) >> BigInt(PLACES);
  const rest = (Number(fixed - (turns << BigInt(PLACES))) / 2 ** PLACES) * (Math.PI / 2);
  const quarter = Number(turns & 3n);
  return x < 0 ? { turns: (4 - quarter) & 3, rest: -rest } : { turns: quarter, rest };
}
