// The base of every error of Kingpost. An error is known by its code, which outlives minifiers and duplicated packages.
import type { Entity } from "../types/Entity.ts";
import { catalogue, type ErrorCode } from "./catalogue.ts";
import { isEntity } from "./isEntity.ts";

/** What an error is about, beside its message. */
export interface ErrorContext {
  readonly entities?: ReadonlyArray<Entity> | undefined;
  readonly cause?: unknown;
}

/**
 * An error with a `code`; docs/errors.md lists the codes.
 *
 * ```ts
 * try { await em.flush(); } catch (error) {
 *   if (error instanceof KingpostError) log.warn({ code: error.code }, error.message);
 * }
 * ```
 */
export abstract class KingpostError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  /** The entities that the error is about, where they are known. */
  declare entities?: ReadonlyArray<Entity>;
  /** Why the ROLLBACK that followed this error failed, when it did. */
  declare rollbackError?: unknown;

  constructor(code: C, message: string, { entities, cause }: ErrorContext = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    // Neither the brand nor the name is data of the error: they are kept out of logs and of toJSON.
    const { name } = catalogue[code];
    Object.defineProperty(this, "name", { value: name, configurable: true, writable: true });
    Object.defineProperty(this, Symbol.for("kingpost.error"), { value: true });
    if (entities !== undefined && entities.length > 0) this.entities = entities;
  }

  /** Name, code, message and the error's own members; entities appear by their names, causes and stacks not at all. */
  toJSON(): Record<string, unknown> {
    const { rollbackError: _, cause: __, stack: ___, ...members } = this as Record<string, unknown>;
    const plain = Object.entries(members).map(([key, value]) => [key, toPlain(value)]);
    return { name: this.name, message: this.message, ...Object.fromEntries(plain) };
  }
}

function toPlain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map)
    return Array.from(value, ([key, item]) => [toPlain(key), toPlain(item)]);
  if (value instanceof KingpostError) return value.toJSON();
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (isEntity(value)) return value.toString();
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}
