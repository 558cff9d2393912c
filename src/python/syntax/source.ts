import { DiagnosticError } from "../../base/diagnostic.ts";

/** Says where something stands: a line of the file, or of a notebook's cell. Both count from 1. */
export interface Place {
  readonly line: number;
  readonly cell?: number;
}

/** Describes where a cell of a notebook begins among the lines of all cells, from 0. */
export interface CellStart {
  readonly cell: number;
  readonly firstLine: number;
}

/** Holds a script's text, or that of a notebook's cells, and says where a character of it stands. */
export class Source {
  readonly text: string;
  readonly cells: readonly CellStart[];
  readonly #starts: readonly number[];

  constructor(text: string, cells: readonly CellStart[] = []) {
    this.text = text;
    this.cells = cells;
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** How many lines there are. */
  get lines(): number {
    return this.#starts.length;
  }

  place(at: number): Place {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    const cell = this.cells.findLast(({ firstLine }) => firstLine <= low);
    return cell === undefined ? { line: low + 1 } : { line: low - cell.firstLine + 1, cell: cell.cell };
  }

  /** The fault of what stands there: `line 12: …`. */
  fault(at: number, message: string): DiagnosticError {
    return DiagnosticError.of(`${placeText(this.place(at))}: ${message}`);
  }
}

/** Writes `line 12`, of a notebook `cell 3, line 2`. */
export function placeText({ line, cell }: Place): string {
  return cell === undefined ? `line ${line}` : `cell ${cell}, line ${line}`;
}
