// What the methods that delete and restore take.
import type { Entity } from "./Entity.ts";

/** An entity whose row can say that it is softly deleted. */
export interface SoftDeletable extends Entity {
  readonly isSoftDeletedEntity: boolean;
}

export interface DeleteOptions {
  /** Deletes for good also where the configuration has `em.delete` delete softly. */
  readonly hard?: boolean | undefined;
}

export interface SoftDeleteOptions {
  /** Cascades delete for good what cannot be softly deleted, which else is left alone. */
  readonly hard?: boolean | undefined;
}

export interface RestoreOptions {
  /** Restores along cascades what was softly deleted at the same instant. */
  readonly cascade?: boolean | undefined;
}
