// The messages of an exchange as bytes, in one buffer: one write to the socket, where pg's own serializer makes a buffer for
// each message and the socket gathers them. Measured: a third of the client's time for a statement that gives one row.
//
// What is large leaves piece by piece: the server works on the first statements while the next ones are made into bytes.
import { CellList } from "../../sql/CellList.ts";
import type { Bound } from "../../sql/Statement.ts";
import type { Step } from "./Exchange.ts";

/** A piece ends behind the statement that makes it as large as this. */
const pieceSize = 32 * 1024;

/**
 * Gives the steps' messages and a Sync to `send`, most often at once. `prepared` holds the names of the statements that the connection
 * keeps.
 */
export function writeSteps(
  steps: ReadonlyArray<Step>,
  prepared: ReadonlySet<string>,
  send: (bytes: Buffer) => void,
): void {
  let first = 0;
  let size = syncSize;
  for (const [at, step] of steps.entries()) {
    size += sizeOf(step, isPrepared(step, prepared));
    if (size < pieceSize || at === steps.length - 1) continue;
    send(toBytes(steps, first, at + 1, size, prepared));
    first = at + 1;
    size = syncSize;
  }
  send(toBytes(steps, first, steps.length, size, prepared));
}

/** The messages of some of the steps, with a Sync behind the last of all. */
function toBytes(
  steps: ReadonlyArray<Step>,
  first: number,
  end: number,
  size: number,
  prepared: ReadonlySet<string>,
): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (let place = first; place < end; place++) {
    const step = steps[place]!;
    at = writeStep(bytes, at, step, isPrepared(step, prepared));
  }
  if (end === steps.length) at = writeHeader(bytes, at, code.sync, 4);
  // Sizes are those of the longest form that texts can have.
  return bytes.subarray(0, at);
}

const syncSize = 5;
const code = {
  close: 67,
  parse: 80,
  bind: 66,
  describe: 68,
  execute: 69,
  flush: 72,
  sync: 83,
} as const;
/** Headers, ends of texts and counts of the messages of one step, rounded up. */
const frame = 64;

function isPrepared({ name }: Step, prepared: ReadonlySet<string>): boolean {
  return name !== undefined && prepared.has(name);
}

function sizeOf({ text, values, name = "" }: Step, isKept: boolean): number {
  let size = frame + roomFor(name) * 3 + (isKept ? 0 : roomFor(text));
  for (const value of values) size += 4 + (value === null ? 0 : roomFor(value));
  return size;
}

/** UTF-8 takes three bytes at most for each of JavaScript's characters; of long texts it is worth knowing exactly. */
function roomFor(text: Exclude<Bound, null>): number {
  if (text instanceof CellList) return text.room;
  return text.length < 1_024 ? text.length * 3 : Buffer.byteLength(text);
}

function writeStep(bytes: Buffer, start: number, step: Step, isKept: boolean): number {
  const { text, values, name, maxRows = 0, isDescribed = false } = step;
  let at = start;
  if (!isKept) {
    // Whatever may be left under this name (a plan gone stale, another driver's) must not stand in the way.
    if (name !== undefined) {
      const message = at;
      at = writeByte(bytes, at + headerSize, "S".charCodeAt(0));
      at = writeText(bytes, at, name);
      writeHeader(bytes, message, code.close, at - message - 1);
    }
    const message = at;
    at = writeText(bytes, at + headerSize, name ?? "");
    at = writeText(bytes, at, text);
    // No types of parameters: the text casts them.
    at = bytes.writeInt16BE(0, at);
    writeHeader(bytes, message, code.parse, at - message - 1);
  }
  const bind = at;
  // The unnamed portal.
  at = writeByte(bytes, at + headerSize, 0);
  at = writeText(bytes, at, name ?? "");
  // All parameters are texts.
  at = bytes.writeInt16BE(0, at);
  at = bytes.writeUInt16BE(values.length, at);
  for (const value of values) {
    const length = value === null ? -1 : writeValue(bytes, at + 4, value);
    at = bytes.writeInt32BE(length, at);
    if (length > 0) at += length;
  }
  // And all results.
  at = bytes.writeInt16BE(0, at);
  writeHeader(bytes, bind, code.bind, at - bind - 1);
  if (isDescribed) {
    const message = at;
    at = writeByte(bytes, at + headerSize, "P".charCodeAt(0));
    at = writeByte(bytes, at, 0);
    writeHeader(bytes, message, code.describe, at - message - 1);
  }
  const execute = at;
  at = writeByte(bytes, at + headerSize, 0);
  at = bytes.writeInt32BE(maxRows, at);
  writeHeader(bytes, execute, code.execute, at - execute - 1);
  return step.isFlushed === true ? writeHeader(bytes, at, code.flush, 4) : at;
}

/** Says how many bytes it is. */
function writeValue(bytes: Buffer, at: number, value: Exclude<Bound, null>): number {
  return value instanceof CellList ? value.writeTo(bytes, at) - at : bytes.write(value, at);
}

const headerSize = 5;

function writeHeader(bytes: Buffer, at: number, type: number, length: number): number {
  bytes[at] = type;
  return bytes.writeInt32BE(length, at + 1);
}

function writeByte(bytes: Buffer, at: number, byte: number): number {
  bytes[at] = byte;
  return at + 1;
}

function writeText(bytes: Buffer, at: number, text: string): number {
  return writeByte(bytes, at + bytes.write(text, at), 0);
}
