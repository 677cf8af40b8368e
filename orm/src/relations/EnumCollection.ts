// The codes that an entity has by a join table to an enum: what was loaded, without the removed ones, with the added ones.
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import type { EnumCollectionField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { isWriting } from "../session/isWriting.ts";
import type { Entity } from "../types/Entity.ts";
import type { LoadedEnumCollection, LoadOptions } from "../types/relations.ts";
import { checkLoadable } from "./checkLoadable.ts";
import { loadThen } from "./loadThen.ts";
import { StoredCollection } from "./StoredCollection.ts";
import { withMember } from "./withMember.ts";

export class EnumCollection
  extends StoredCollection<EnumCollectionField, string, ReadonlySet<string>, ReadonlySet<string>>
  implements LoadedEnumCollection<Entity, string>
{
  constructor(state: EntityState, field: EnumCollectionField) {
    super(state, field, new Set());
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
    this.touch();
    this.#put(this.#checkCode(code));
  }

  remove(code: string): void {
    this.touch();
    this.#drop(this.#checkCode(code));
  }

  set(codes: ReadonlyArray<string>): void {
    this.touch();
    const given = new Set(codes.map((code) => this.#checkCode(code)));
    if (this.stored === undefined) {
      this.replaceLater(given);
    }
    for (const code of this.shown()) if (!given.has(code)) this.#drop(code);
    for (const code of given) this.#put(code);
  }

  /** @internal The codes that the database has, whatever was changed since. */
  async loadStored(): Promise<ReadonlyArray<string>> {
    checkLoadable(this.state);
    if (this.stored === undefined) await this.state.session.ports.loadRelation(this);
    return inOrder(this.field, this.stored ?? new Set());
  }

  /** @internal Forgets what was added, removed and set since the rows were read. */
  discard(): void {
    this.takeReplacement();
    this.state.session.enumRows.discard(this.field, this.state);
  }

  /** @internal Takes the codes that the database has. */
  fill(codes: ReadonlyArray<string>): void {
    const { state, field } = this;
    const { enumRows } = state.session;
    this.store(new Set(codes));
    const pending = new Map(enumRows.of(field, state));
    // What was added without knowing that it is there already needs no row.
    for (const code of codes)
      if (pending.get(code) === "added")
        // The row may be the one that the flush has written, which may yet be rolled back.
        if (isWriting(state.session)) this.doubt(code);
        else enumRows.add(field, state, code, true);
    const replacement = this.takeReplacement();
    if (replacement === undefined) return;
    // What was added after the set stays.
    for (const code of codes)
      if (!replacement.has(code) && pending.get(code) !== "added") this.#drop(code);
  }

  /** @internal What is shown is what the database has now. */
  settle(): void {
    if (this.isLoaded) this.settleWith(new Set(this.shown()));
  }

  /** @internal Whether the database has the code; `undefined` where that is not known. */
  isStored(code: string): boolean | undefined {
    return this.isDoubtful(code) ? undefined : this.stored?.has(code);
  }

  /** @internal A flush was rolled back: whether the database has the code, as far as is known. */
  unsettleMember(code: string, wasStored: boolean | undefined): void {
    if (this.stored === undefined) return;
    this.unsettleWith(withMember(this.stored, code, wasStored));
    if (wasStored === undefined) this.doubt(code);
  }

  #put(code: string): void {
    const { state, field } = this;
    if (this.#has(code) === true) return;
    this.#note(code);
    state.session.enumRows.add(field, state, code, this.isStored(code));
    for (const trace of state.session.events.traces)
      trace.changed(state, this.fieldName, "+", code);
    state.session.revision++;
  }

  #drop(code: string): void {
    const { state, field } = this;
    if (this.#has(code) === false) return;
    this.#note(code);
    state.session.enumRows.remove(field, state, code, this.isStored(code));
    for (const trace of state.session.events.traces)
      trace.changed(state, this.fieldName, "-", code);
    state.session.revision++;
  }

  /** Has a change taken down before it is made. */
  #note(code: string): void {
    const { state, field } = this;
    const { attempt, enumRows } = state.session;
    if (attempt === undefined) return;
    const before = enumRows.of(field, state).get(code);
    attempt.push(() => enumRows.restoreCode(field, state, code, before));
  }

  protected copyOf(codes: ReadonlySet<string>): ReadonlySet<string> {
    return new Set(codes);
  }

  /** Whether the code is one of them; `undefined` where only the database knows. */
  #has(code: string): boolean | undefined {
    const change = this.state.session.enumRows.of(this.field, this.state).get(code);
    return change === undefined ? this.isStored(code) : change === "added";
  }

  protected shown(): string[] {
    const codes = new Set(this.stored);
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
}

function inOrder({ codes }: EnumCollectionField, given: ReadonlySet<string>): string[] {
  return codes.filter((code) => given.has(code));
}
