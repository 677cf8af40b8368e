// What a flush is about to write, as plugins see it. It says, and changes nothing.
import type { Entity } from "../types/Entity.ts";
import type { EntityMeta } from "./EntityMeta.ts";
import type { ManyToManyField } from "./Field.ts";

/** The entities of one type. */
export interface Todo {
  readonly metadata: EntityMeta;
  readonly inserts: ReadonlyArray<Entity>;
  readonly updates: ReadonlyArray<Entity>;
  readonly deletes: ReadonlyArray<Entity>;
}

/** The rows of one join table: the entity that has the many-to-many `m2m`, and the other one. */
export interface JoinRowTodo {
  readonly m2m: ManyToManyField;
  readonly newRows: ReadonlyArray<readonly [Entity, Entity]>;
  readonly deletedRows: ReadonlyArray<readonly [Entity, Entity]>;
}

/** By the name of the entity type, and by the name of the join table. */
export interface WriteTodos {
  readonly entities: Readonly<Record<string, Todo>>;
  readonly joinRows: Readonly<Record<string, JoinRowTodo>>;
}
