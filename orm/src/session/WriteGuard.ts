// Whether a flush runs, and whether the entities of a session may be changed right now.
import { WriteDuringFlushError } from "../errors/WriteDuringFlushError.ts";

export class WriteGuard {
  #state: "idle" | "flushing" | "closed" = "idle";

  get isFlushing(): boolean {
    return this.#state !== "idle";
  }

  /** @throws WriteDuringFlushError (`WRITE_DURING_FLUSH`) */
  check(): void {
    if (this.#state === "closed") throw new WriteDuringFlushError();
  }

  /** A flush begins; it may still change entities itself. */
  begin(): void {
    this.#state = "flushing";
  }

  /** From here on the flush writes what it found, and nobody may change it. */
  close(): void {
    this.#state = "closed";
  }

  end(): void {
    this.#state = "idle";
  }
}
