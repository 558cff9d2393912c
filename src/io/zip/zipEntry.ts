/** Describes a file in an archive. */
export interface ZipEntry {
  /** A path with `/` between its parts. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the records of an archive begin with (APPNOTE 4.3), and how long they are without their names. */
export const LOCAL = { signature: 0x04034b50, size: 30 } as const;
export const CENTRAL = { signature: 0x02014b50, size: 46 } as const;
export const END = { signature: 0x06054b50, size: 22 } as const;

/** How a file lies in an archive: as it is, or packed by deflate. */
export const STORED = 0;
export const DEFLATED = 8;
