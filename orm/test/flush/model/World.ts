// A unit of work beside its model: commands change both, and after each flush database, em and model must agree.
import { deepStrictEqual } from "node:assert/strict";
import { OptimisticLockError } from "kingpost/errors";
import type { Actor } from "../../schema/entities/Actor.ts";
import type { Author } from "../../schema/entities/Author.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";
import type { Licence } from "../../schema/entities/Licence.ts";
import type { Play } from "../../schema/entities/Play.ts";
import type { Poster } from "../../schema/entities/Poster.ts";
import type { Prop } from "../../schema/entities/Prop.ts";
import type { Souvenir } from "../../schema/entities/Souvenir.ts";
import type { Tag } from "../../schema/entities/Tag.ts";
import type { Theatre } from "../../schema/entities/Theatre.ts";
import type { Wish } from "../../schema/entities/Wish.ts";
import type { TestDatabase } from "../../testDatabase.ts";
import { Model, storedSql } from "./Model.ts";

export type Named =
  | Actor
  | Author
  | Licence
  | Play
  | Poster
  | Prop
  | Souvenir
  | Tag
  | Theatre
  | Wish;

export class World {
  readonly database: TestDatabase;
  readonly model = new Model();
  em: EntityManager;
  /** Licences that another session has changed since this em read them. */
  readonly stale = new Set<string>();
  /** Licences that this em has changed and not flushed. */
  readonly changed = new Set<string>();
  readonly #ids = new Map<string, string>();
  #here = new Map<string, Named>();
  #count = 0;

  constructor(database: TestDatabase) {
    this.database = database;
    this.em = database.newEm();
  }

  newName(prefix: string): string {
    return `${prefix}${String(this.#count++).padStart(3, "0")}`;
  }

  put(name: string, entity: Named): void {
    this.#here.set(name, entity);
  }

  isHere(name: string): boolean {
    return this.#here.has(name);
  }

  isStored(name: string): boolean {
    return this.#ids.has(name);
  }

  idOf(name: string): string {
    return this.#ids.get(name)!;
  }

  /** The entity of a name, loaded when this em does not have it. */
  async get<T extends Named>(name: string): Promise<T> {
    const known = this.#here.get(name);
    if (known !== undefined) return known as T;
    const loaded = (await this.em.load(this.#ids.get(name)!)) as Named;
    this.#here.set(name, loaded);
    return loaded as T;
  }

  /** Another unit of work; what is pending in this one has to be flushed first. */
  async renew(): Promise<void> {
    await this.flush();
    this.drop();
  }

  drop(): void {
    this.em = this.database.newEm();
    this.#here = new Map();
    this.stale.clear();
    this.changed.clear();
  }

  /** Flushes; where another session came first, on top of what that one wrote. */
  async flush(): Promise<void> {
    const conflicts = [...this.changed].filter((name) => this.stale.has(name));
    if (conflicts.length === 0) await this.em.flush();
    else {
      const error: unknown = await this.em.flush().catch((thrown: unknown) => thrown);
      if (!(error instanceof OptimisticLockError)) throw error;
      const expected = await Promise.all(conflicts.map((name) => this.get(name)));
      deepStrictEqual(new Set(error.entities), new Set(expected));
      await this.em.refresh(error.entities as Licence[], { keepChanges: true });
      await this.em.flush();
    }
    for (const name of this.changed) this.stale.delete(name);
    this.changed.clear();
    deepStrictEqual(await this.database.statements(() => this.em.flush()), []);
    for (const [name, entity] of this.#here)
      if (!entity.isDeletedEntity) this.#ids.set(name, entity.idTagged);
    await this.checkStored();
  }

  async checkStored(): Promise<void> {
    const [row] = await this.database.query(storedSql);
    deepStrictEqual(row!["stored"], this.model.print());
  }

  /** All collections and references, as this em has them. */
  async checkMemory(): Promise<void> {
    const { model } = this;
    for (const name of model.theatres) {
      const theatre = await this.get<Theatre>(name);
      deepStrictEqual(titles(await theatre.plays.load()), model.playsOf(name).toSorted());
      deepStrictEqual(names(await theatre.actors.load()), model.actorsOf(name).toSorted());
    }
    for (const [name, { prequel, props }] of model.plays) {
      const play = await this.get<Play>(name);
      deepStrictEqual((await play.prequel.load())?.title, prequel);
      deepStrictEqual(titles(await play.sequels.load()), model.sequelsOf(name).toSorted());
      deepStrictEqual(names(await play.props.load()), [...props].toSorted());
      deepStrictEqual((await play.poster.load())?.motif, model.posterOf(name));
    }
    for (const name of model.props) {
      const prop = await this.get<Prop>(name);
      deepStrictEqual(titles(await prop.plays.load()), model.playsWith(name).toSorted());
    }
    for (const [name, shown] of model.souvenirs) {
      const content = await (await this.get<Souvenir>(name)).content.load();
      deepStrictEqual(
        content === undefined ? undefined : "motif" in content ? content.motif : content.name,
        shown,
      );
    }
    for (const [name, play] of model.wishes)
      deepStrictEqual((await (await this.get<Wish>(name)).play.load())?.title, play);
  }
}

function titles(plays: ReadonlyArray<{ readonly title: string }>): string[] {
  return plays.map(({ title }) => title).toSorted();
}

function names(things: ReadonlyArray<{ readonly name: string }>): string[] {
  return things.map(({ name }) => name).toSorted();
}
