// Whether the entities of a session may be changed right now: not while a flush writes them, not in an em that only reads, and not
// once the em has let go of them.
import { DetachedEntityError } from "../errors/DetachedEntityError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { WriteDuringFlushError } from "../errors/WriteDuringFlushError.ts";
import type { EntityManagerMode } from "../types/AnyEm.ts";
import type { Entity } from "../types/Entity.ts";

export class WriteGuard {
  #mode: EntityManagerMode;
  #state: "idle" | "flushing" | "closed" | "detached" = "idle";

  constructor(mode: EntityManagerMode = "writes") {
    this.#mode = mode;
  }

  get mode(): EntityManagerMode {
    return this.#mode;
  }

  get isFlushing(): boolean {
    return this.#state === "flushing" || this.#state === "closed";
  }

  get isDetached(): boolean {
    return this.#state === "detached";
  }

  /**
   * @param entity what is about to be changed, when it is not a new one
   * @throws WriteDuringFlushError (`WRITE_DURING_FLUSH`), ReadOnlyError (`READ_ONLY`), DetachedEntityError (`DETACHED`)
   */
  check(entity: Entity | undefined): void {
    if (this.#state === "closed") throw new WriteDuringFlushError();
    if (this.#state === "detached")
      throw new DetachedEntityError({ entity: entity ?? "An entity" });
    if (this.#mode === "read-only") throw new ReadOnlyError();
  }

  /** @throws WriteDuringFlushError (`WRITE_DURING_FLUSH`) */
  changeMode(mode: EntityManagerMode): void {
    if (this.isFlushing) throw new WriteDuringFlushError();
    this.#mode = mode;
  }

  /** A flush begins; it may still change entities itself. @throws ReadOnlyError (`READ_ONLY`) */
  begin(): void {
    if (this.#mode === "read-only") throw new ReadOnlyError();
    this.#state = "flushing";
  }

  /** From here on the flush writes what it found, and nobody may change it. */
  close(): void {
    this.#state = "closed";
  }

  end(): void {
    this.#state = "idle";
  }

  /** The em has let go of these entities for good. */
  detach(): void {
    this.#state = "detached";
  }
}
