// Stands between a connection's socket and pg's parser. Rows are not parsed: they are passed on as pieces of the buffer that
// came, all that lie together at once. Everything else goes to pg's parser as it is.
//
// pg's parser makes a string of every cell, which was half of the client's time in a find of 1,000 rows; most cells are never
// read, and what is read is decoded from the bytes.
import { EventEmitter } from "node:events";
import type pg from "pg";
import { readCells } from "../../sql/row/readCells.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { RowRun } from "../Rows.ts";

/** pg's event for a row, for as many rows as lie together. */
export class RowMessage implements RowRun {
  readonly name = "dataRow";
  readonly bytes: Buffer;
  readonly starts: number[];
  /** Set by who has taken all of them. */
  isTaken = false;

  constructor(bytes: Buffer, starts: number[]) {
    this.bytes = bytes;
    this.starts = starts;
  }

  /** What pg's own queries read: the cells of the first row, and of the only one when they are asked. */
  get fields(): Cell[] {
    return readCells(this.bytes, this.starts[0]!);
  }

  get fieldCount(): number {
    return this.bytes.readUInt16BE(this.starts[0]);
  }
}

const rowCode = 68;
/** A code and the length that follows it. */
const headerLength = 5;

export class RowReader {
  readonly #connection: pg.Connection;
  readonly #parse: (bytes: Buffer) => void;
  /** @internal One that stays, as in `Answer`. */
  static readonly specimen: RowMessage = new RowMessage(Buffer.alloc(0), []);
  /** The beginning of a message whose end has not come. */
  #begun: Buffer[] = [];
  #begunLength = 0;

  private constructor(connection: pg.Connection, parse: (bytes: Buffer) => void) {
    this.#connection = connection;
    this.#parse = parse;
  }

  /** Takes the place of pg's parser on a connection that waits for nothing; leaves connections alone that work in another way. */
  static attach(connection: pg.Connection | undefined): void {
    const stream = connection?.stream;
    if (!(stream instanceof EventEmitter)) return;
    const [parse, ...others] = stream.listeners("data") as Array<(bytes: Buffer) => void>;
    if (parse === undefined || others.length > 0) return;
    const reader = new RowReader(connection as pg.Connection, parse);
    stream.removeListener("data", parse);
    stream.on("data", (bytes: Buffer) => reader.#read(bytes));
  }

  #read(bytes: Buffer): void {
    let at = 0;
    while (this.#begunLength > 0) {
      const missing = this.#missingLength();
      const end = Math.min(at + missing, bytes.length);
      this.#begun.push(bytes.subarray(at, end));
      this.#begunLength += end - at;
      if (end < at + missing) return;
      at = end;
      // With the header it is known how much more there is to come.
      if (this.#missingLength() > 0) continue;
      const message = Buffer.concat(this.#begun);
      this.#begun = [];
      this.#begunLength = 0;
      this.#passOn(message, 0);
    }
    this.#passOn(bytes, at);
  }

  /** How many bytes the message that has begun still lacks, or else its header. */
  #missingLength(): number {
    if (this.#begunLength < headerLength) return headerLength - this.#begunLength;
    const [first, ...others] = this.#begun;
    if (first!.length < headerLength) this.#begun = [Buffer.concat([first!, ...others])];
    return this.#begun[0]!.readUInt32BE(1) + 1 - this.#begunLength;
  }

  /** Passes on the messages that are complete, and keeps the beginning of the last one when it is not. */
  #passOn(bytes: Buffer, from: number): void {
    const { length } = bytes;
    let passed = from;
    let at = from;
    while (at + headerLength <= length) {
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      if (end > length) break;
      if (bytes[at] !== rowCode) {
        at = end;
        continue;
      }
      if (passed < at) this.#parse(bytes.subarray(passed, at));
      at = this.#passRows(bytes, at, end);
      passed = at;
    }
    if (passed < at) this.#parse(bytes.subarray(passed, at));
    if (at === length) return;
    this.#begun.push(bytes.subarray(at));
    this.#begunLength = length - at;
  }

  /** Passes on the rows that lie together from `at`, the first of which ends at `end`; where they all end. */
  #passRows(bytes: Buffer, at: number, end: number): number {
    const starts = [at + headerLength];
    let next = end;
    while (next + headerLength <= bytes.length && bytes[next] === rowCode) {
      const nextEnd = next + 1 + bytes.readUInt32BE(next + 1);
      if (nextEnd > bytes.length) break;
      starts.push(next + headerLength);
      next = nextEnd;
    }
    const message = new RowMessage(bytes, starts);
    this.#connection.emit("dataRow", message);
    // A query that is not ours knows one row at a time.
    if (!message.isTaken)
      for (const start of starts.slice(1))
        this.#connection.emit("dataRow", new RowMessage(bytes, [start]));
    return next;
  }
}
