// The codes that an entity has by a join table to an enum: what was loaded, without the removed ones, with the added ones.
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import type { EnumCollectionField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { checkWritable } from "../session/fieldAccess.ts";
import type { Entity } from "../types/Entity.ts";
import type { LoadedEnumCollection, LoadOptions } from "../types/relations.ts";
import { checkLoadable } from "./checkLoadable.ts";
import { loadThen } from "./loadThen.ts";
import { View } from "./View.ts";

export class EnumCollection implements LoadedEnumCollection<Entity, string> {
  readonly state: EntityState;
  readonly field: EnumCollectionField;
  /** The codes as the database had them; `undefined` until loaded. */
  #stored: ReadonlySet<string> | undefined;
  /** The list given to `set` before anything was loaded. */
  #replacement: ReadonlySet<string> | undefined;
  #hasBeenSet = false;
  #view: View<string> | undefined;

  constructor(state: EntityState, field: EnumCollectionField) {
    this.state = state;
    this.field = field;
    this.#stored = state.number > 0 ? new Set() : undefined;
  }

  get entity(): Entity {
    return this.state.entity;
  }

  get fieldName(): string {
    return this.field.fieldName;
  }

  get isLoaded(): boolean {
    return this.#stored !== undefined;
  }

  get hasBeenSet(): boolean {
    return this.#hasBeenSet;
  }

  get get(): ReadonlyArray<string> {
    this.#checkLoaded();
    return (this.#view ??= new View()).at(this.state.session.revision, () => this.#codes());
  }

  load(options?: Pick<LoadOptions, "forceReload">): Promise<ReadonlyArray<string>> {
    return loadThen(this, options?.forceReload, () => this.get);
  }

  /** From memory where that is known. */
  async includes(code: string): Promise<boolean> {
    this.#checkCode(code);
    const change = this.state.session.enumRows.of(this.field, this.state).get(code);
    return change === undefined ? (await this.load()).includes(code) : change === "added";
  }

  add(code: string): void {
    this.#checkWritable();
    this.#put(this.#checkCode(code));
  }

  remove(code: string): void {
    this.#checkWritable();
    this.#drop(this.#checkCode(code));
  }

  set(codes: ReadonlyArray<string>): void {
    this.#checkWritable();
    const given = new Set(codes.map((code) => this.#checkCode(code)));
    if (this.#stored === undefined) {
      this.#replacement = given;
      this.state.session.unresolvedSets.add(this);
    }
    for (const code of this.#codes()) if (!given.has(code)) this.#drop(code);
    for (const code of given) this.#put(code);
  }

  removeAll(): void {
    this.#checkLoaded();
    this.set([]);
  }

  /** @internal The codes that the database has, whatever was changed since. */
  async loadStored(): Promise<ReadonlyArray<string>> {
    checkLoadable(this.state);
    if (this.#stored === undefined) await this.state.session.ports.loadRelation(this);
    return inOrder(this.field, this.#stored ?? new Set());
  }

  /** @internal Forgets what was added, removed and set since the rows were read. */
  discard(): void {
    this.#replacement = undefined;
    this.state.session.unresolvedSets.delete(this);
    this.state.session.enumRows.discard(this.field, this.state);
  }

  /** @internal Takes the codes that the database has. */
  fill(codes: ReadonlyArray<string>): void {
    const { state, field } = this;
    const { enumRows } = state.session;
    this.#stored = new Set(codes);
    this.#view = undefined;
    const pending = new Map(enumRows.of(field, state));
    // What was added without knowing that it is there already needs no row.
    for (const code of codes)
      if (pending.get(code) === "added") enumRows.add(field, state, code, true);
    const replacement = this.#replacement;
    if (replacement === undefined) return;
    this.#replacement = undefined;
    state.session.unresolvedSets.delete(this);
    // What was added after the set stays.
    for (const code of codes)
      if (!replacement.has(code) && pending.get(code) !== "added") this.#drop(code);
  }

  /** @internal What is shown is what the database has now. */
  settle(): void {
    if (this.#stored === undefined) return;
    this.#stored = new Set(this.#codes());
    this.#hasBeenSet = false;
  }

  #put(code: string): void {
    const { state, field } = this;
    if (this.#has(code) === true) return;
    state.session.enumRows.add(field, state, code, this.#stored?.has(code));
    state.session.revision++;
  }

  #drop(code: string): void {
    const { state, field } = this;
    if (this.#has(code) === false) return;
    state.session.enumRows.remove(field, state, code, this.#stored?.has(code));
    state.session.revision++;
  }

  /** Whether the code is one of them; `undefined` where only the database knows. */
  #has(code: string): boolean | undefined {
    const change = this.state.session.enumRows.of(this.field, this.state).get(code);
    return change === undefined ? this.#stored?.has(code) : change === "added";
  }

  #codes(): string[] {
    const codes = new Set(this.#stored);
    for (const [code, change] of this.state.session.enumRows.of(this.field, this.state))
      if (change === "added") codes.add(code);
      else codes.delete(code);
    return inOrder(this.field, codes);
  }

  #checkCode(code: string): string {
    const { entity, fieldName: field } = this;
    const reason = this.field.codec.refuse(code);
    if (reason !== undefined) throw new InvalidValueError({ entity, field, reason });
    return code;
  }

  #checkWritable(): void {
    checkWritable(this.state);
    this.#hasBeenSet = true;
  }

  #checkLoaded(): void {
    if (this.#stored === undefined)
      throw new NotLoadedError({ entity: this.entity, field: this.fieldName });
  }
}

function inOrder({ codes }: EnumCollectionField, given: ReadonlySet<string>): string[] {
  return codes.filter((code) => given.has(code));
}
