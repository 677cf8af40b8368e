// Prints what is set on entities, and where in the application's sources that was done.
import { inspect } from "node:util";
import { SourceLocation } from "../errors/SourceLocation.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { isOfType } from "../schema/isOfType.ts";
import { EntityState } from "./EntityState.ts";

/** What of an entity type is watched. */
export interface Watched {
  readonly meta: EntityMeta;
  /** All of its fields when there is none; `true` stops the debugger. */
  readonly fields: ReadonlyMap<string, boolean>;
}

/** This file's own folder and the ones beside it are not where the application sets anything. */
const ownFolder = new URL("..", import.meta.url).pathname;

export class FieldTrace {
  /** Everything when it is `undefined`. */
  readonly #watched: ReadonlyArray<Watched> | undefined;
  readonly #print: (line: string) => void;

  constructor(watched: ReadonlyArray<Watched> | undefined, print: (line: string) => void) {
    this.#watched = watched;
    this.#print = print;
  }

  created(state: EntityState): void {
    if (this.#watches(state)) this.#tell(`${state.taggedName} created`);
  }

  set(state: EntityState, field: string, value: unknown, isSensitive = false): void {
    this.#tellOf(state, field, `= ${isSensitive ? "…" : shown(value)}`);
  }

  /** Something came into a collection or left it. */
  changed(state: EntityState, field: string, sign: "+" | "-", member: unknown): void {
    this.#tellOf(state, field, `${sign} ${shown(member)}`);
  }

  #tellOf(state: EntityState, field: string, what: string): void {
    if (!this.#watches(state, field)) return;
    this.#tell(`${state.taggedName}.${field} ${what}`);
    // oxlint-disable-next-line no-debugger -- what a name with `!` asks for
    if (this.#stopsAt(state, field)) debugger;
  }

  #tell(what: string): void {
    const location = new SourceLocation(isLibrary);
    this.#print(`${what} at ${location.toString()}`);
  }

  #watches({ meta }: EntityState, field?: string): boolean {
    if (this.#watched === undefined) return true;
    return this.#watched.some(
      ({ meta: type, fields }) =>
        isOfType(meta, type) && (field === undefined || fields.size === 0 || fields.has(field)),
    );
  }

  #stopsAt({ meta }: EntityState, field: string): boolean {
    return (this.#watched ?? []).some(
      ({ meta: type, fields }) => isOfType(meta, type) && fields.get(field) === true,
    );
  }
}

/** Kingpost itself and what it generates. */
function isLibrary(file: string): boolean {
  return file.startsWith(ownFolder) || /Codegen\.[jt]s$/.test(file);
}

function shown(value: unknown): string {
  if (value instanceof EntityState) return value.taggedName;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : inspect(value, { breakLength: Infinity });
}
