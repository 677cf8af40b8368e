// Uuids of version 7 (RFC 9562): ascending by time, so that an index grows at its end.
import { randomFillSync } from "node:crypto";

const uuidBytes = 16;
/** Random bytes are drawn for many uuids at once: a draw costs more than the uuid. */
const poolUuids = 256;
const maxCounter = 0xfff;

/** Each uuid is greater than the one before, also within a millisecond and when the clock is set back. */
export class UuidV7Assigner {
  readonly #pool = Buffer.alloc(uuidBytes * poolUuids);
  #used = poolUuids;
  #millisecond = 0;
  #counter = 0;

  next(): string {
    if (this.#used === poolUuids) {
      randomFillSync(this.#pool);
      this.#used = 0;
    }
    const start = this.#used++ * uuidBytes;
    const bytes = this.#pool.subarray(start, start + uuidBytes);
    this.#advance(bytes.readUInt16BE(6));
    bytes.writeUIntBE(this.#millisecond, 0, 6);
    bytes.writeUInt16BE(0x7000 | this.#counter, 6);
    bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
    const hex = bytes.toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  #advance(random: number): void {
    const now = Date.now();
    if (now > this.#millisecond) {
      this.#millisecond = now;
      // The upper half stays free for what follows within this millisecond.
      this.#counter = random & (maxCounter >> 1);
    } else if (this.#counter < maxCounter) {
      this.#counter++;
    } else {
      this.#millisecond++;
      this.#counter = 0;
    }
  }
}
