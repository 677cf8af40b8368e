// Splits what goes one way over a connection into the messages of Postgres's protocol, however it is cut into pieces.

/** The head of a message: its type, and the length of everything but the type. */
const headLength = 5;

export class MessageReader {
  readonly #onMessage: (type: string, body: Uint8Array) => void;
  /** The first message of a connection has a length but no type. */
  #isStart: boolean;
  #rest: Buffer = Buffer.alloc(0);

  constructor(isStart: boolean, onMessage: (type: string, body: Uint8Array) => void) {
    this.#isStart = isStart;
    this.#onMessage = onMessage;
  }

  read(chunk: Uint8Array): void {
    let rest = this.#rest.length === 0 ? asBuffer(chunk) : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const head = this.#isStart ? headLength - 1 : headLength;
      if (rest.length < head) break;
      const length = rest.readInt32BE(head - 4) + head - 4;
      if (rest.length < length) break;
      if (!this.#isStart)
        this.#onMessage(String.fromCharCode(rest[0]!), rest.subarray(head, length));
      this.#isStart = false;
      rest = rest.subarray(length);
    }
    // The library may use its buffer again.
    this.#rest = Buffer.from(rest);
  }
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
