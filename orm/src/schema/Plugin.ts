// What is told of the work of entity managers, and may step in: a tenant filter, an audit log, a check of who may read what.
import type { AnyEm } from "../types/AnyEm.ts";
import type { Entity } from "../types/Entity.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { EntityMeta } from "./EntityMeta.ts";
import type { FindOperation, FindQuery } from "./FindQuery.ts";
import type { JoinRowTodo, Todo, WriteTodos } from "./WriteTodos.ts";

/**
 * A plugin implements the methods that it needs; those that no plugin of an em implements cost nothing.
 * @example
 * class Reads extends Plugin {
 *   readonly fields = new Set<string>();
 *   override beforeGetField(entity: Entity, field: string): void { this.fields.add(`${entity}.${field}`); }
 * }
 * em.addPlugin(new Reads());
 */
export abstract class Plugin {
  // One plugin may serve many ems, and keeps none of them alive.
  readonly #ems: Array<WeakRef<AnyEm>> = [];

  /** The ems that the plugin was added to and that are still in use. */
  get ems(): ReadonlyArray<AnyEm> {
    return this.#ems.flatMap((reference) => reference.deref() ?? []);
  }

  /** @internal */
  attach(em: AnyEm): void {
    if (!this.ems.includes(em)) this.#ems.push(new WeakRef(em));
  }

  /** Before a field is read; what it throws is thrown by the read. */
  beforeGetField?(entity: Entity, field: string): void;
  /** Before a field is set, by whatever path; what it throws is thrown by the set, and nothing has changed. */
  beforeSetField?(entity: Entity, field: string, newValue: unknown): void;
  /**
   * Before entities are read, by whatever path: loads, finds, counts, relations, `populate`, streams, `refresh`. Conditions that
   * it adds hold for every row that is read; rows they refuse are as if they were not there. Reads that were changed differently
   * are not batched together. What it throws is thrown by that read. It is asked when the read is asked for, and must answer
   * at once: a promise is refused.
   *
   * What is in memory is answered from memory. Rows that a filter only speaks of are not read, and so not restricted.
   * @example
   * class TenantFilter extends Plugin {
   *   readonly #tenant: string;
   *
   *   constructor(tenant: string) {
   *     super();
   *     this.#tenant = tenant;
   *   }
   *
   *   override beforeFind(meta: EntityMeta, _: FindOperation, query: FindQuery): void {
   *     if (meta.fields.has("tenant")) query.where({ tenant: this.#tenant });
   *   }
   * }
   *
   * **SQL** of a find: the condition, beside those of its filter. Of a load:
   * ```sql
   * SELECT … FROM books AS t WHERE t.author_id = ANY($1::integer[]) AND t.id IN (SELECT b.id FROM books AS b WHERE b.tenant_id = $2::integer) ORDER BY t.id
   * ```
   */
  beforeFind?(meta: EntityMeta, operation: FindOperation, query: FindQuery): void;
  /** Before and after the rules of the entities that a flush writes; a rejection ends the flush. */
  beforeValidate?(entities: ReadonlyArray<Entity>): MaybePromise<void>;
  afterValidate?(entities: ReadonlyArray<Entity>): MaybePromise<void>;
  /** What a flush is about to write, when nothing was sent yet: new entities have their ids. A rejection ends the flush. */
  beforeWrite?(todos: WriteTodos, em: AnyEm): MaybePromise<void>;
  /**
   * What a flush has written, before COMMIT: what it throws takes everything back. An em with such a plugin waits for its writes before
   * it sends COMMIT, one round trip more.
   */
  afterWrite?(
    entityTodos: Readonly<Record<string, Todo>>,
    joinRowTodos: Readonly<Record<string, JoinRowTodo>>,
  ): void;

  /** The plugin that an em gets which is made from another one; none unless overridden. */
  maybeCloneForNewEm(): this | undefined {
    return undefined;
  }
}
