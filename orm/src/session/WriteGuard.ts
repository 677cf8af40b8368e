// Whether the entities of a session may be changed right now.
import { WriteDuringFlushError } from "../errors/WriteDuringFlushError.ts";

export class WriteGuard {
  #isFlushing = false;

  get isFlushing(): boolean {
    return this.#isFlushing;
  }

  /** @throws WriteDuringFlushError (`WRITE_DURING_FLUSH`) */
  check(): void {
    if (this.#isFlushing) throw new WriteDuringFlushError();
  }

  close(): void {
    this.#isFlushing = true;
  }

  open(): void {
    this.#isFlushing = false;
  }
}
