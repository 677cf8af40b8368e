// The rows of an answer as they came over the wire: pieces of the buffers that the socket gave, and where each row begins in
// them. Nothing is copied and no string is made until somebody reads a cell.
import { cellEnd, findCell, rowEnd } from "../sql/row/findCell.ts";
import { readCells } from "../sql/row/readCells.ts";
import { writeCells } from "../sql/row/writeCells.ts";
import type { Cell } from "../sql/Statement.ts";

/** Rows that lie in one buffer. */
export interface RowRun {
  readonly bytes: Buffer;
  /** Where each row begins: at the count of its cells. */
  readonly starts: number[];
}

export class Rows implements Iterable<ReadonlyArray<Cell>> {
  readonly runs: RowRun[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(run: RowRun): void {
    this.runs.push(run);
    this.#length += run.starts.length;
  }

  /** Adds a row that did not come over the wire as it is. */
  addCells(cells: ReadonlyArray<Cell>): void {
    this.add({ bytes: writeCells(cells), starts: [0] });
  }

  *[Symbol.iterator](): Generator<ReadonlyArray<Cell>> {
    for (const { bytes, starts } of this.runs)
      for (const row of starts) yield readCells(bytes, row);
  }

  map<R>(fn: (row: ReadonlyArray<Cell>) => R): R[] {
    return Array.from(this, fn);
  }

  /** One cell of every row as text, in order. */
  column(index: number): Cell[] {
    const cells: Cell[] = [];
    for (const { bytes, starts } of this.runs)
      for (const row of starts) {
        const start = findCell(bytes, row, index);
        cells.push(start < 0 ? null : bytes.toString("utf8", start, cellEnd(bytes, start)));
      }
    return cells;
  }

  /** The same rows without their last cells, copied: who keeps them keeps nothing of what stood there. */
  withoutLast(count: number): Rows {
    const rows = new Rows();
    for (const { bytes, starts } of this.runs) {
      const kept = starts.map((start) => bytes.readUInt16BE(start) - count);
      const ends = starts.map((start, at) => rowEnd(bytes, start, kept[at]));
      const size = ends.reduce((sum, end, at) => sum + end - starts[at]!, 0);
      const copy = Buffer.allocUnsafeSlow(size);
      let to = 0;
      const places = starts.map((start, at) => {
        const place = to;
        to += bytes.copy(copy, place, start, ends[at]);
        copy.writeUInt16BE(kept[at]!, place);
        return place;
      });
      rows.add({ bytes: copy, starts: places });
    }
    return rows;
  }

  lastRow(): ReadonlyArray<Cell> | undefined {
    const run = this.runs.at(-1);
    return run && readCells(run.bytes, run.starts.at(-1)!);
  }

  /** The same rows, ordered by a number that stands in one of their cells. */
  sortedBy(index: number): Rows {
    const numbers = this.column(index);
    const found = this.runs
      .flatMap(({ bytes, starts }) => starts.map((start) => ({ bytes, start })))
      .map((row, at) => ({ ...row, number: Number(numbers[at]) }))
      .toSorted((a, b) => a.number - b.number);
    const sorted = new Rows();
    for (const { bytes, start } of found) sorted.add({ bytes, starts: [start] });
    return sorted;
  }

  /** The rows by a number from 1 to `count` that stands in their last cell. */
  dealByLast(count: number): Rows[] {
    const hands = Array.from({ length: count }, () => new Rows());
    if (this.length === 0) return hands;
    const numbers = this.column(this.lastRow()!.length - 1);
    let at = 0;
    for (const { bytes, starts } of this.runs) {
      const open = new Map<Rows, number[]>();
      for (const row of starts) {
        const hand = hands[Number(numbers[at++]) - 1]!;
        const taken = open.get(hand);
        if (taken === undefined) open.set(hand, [row]);
        else taken.push(row);
      }
      for (const [hand, taken] of open) hand.add({ bytes, starts: taken });
    }
    return hands;
  }
}
