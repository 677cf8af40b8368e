// A read of entities while plugins are asked about it, and what they added.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { FindOperation, FindQuery } from "../schema/FindQuery.ts";
import type { Plugin } from "../schema/Plugin.ts";
import { withScopes } from "../scopes/withScopes.ts";

export class AskedFind implements FindQuery {
  readonly meta: EntityMeta;
  readonly operation: FindOperation;
  readonly filters: unknown[] = [];
  readonly orders: unknown[] = [];
  #isOpen = false;

  constructor(meta: EntityMeta, operation: FindOperation) {
    this.meta = meta;
    this.operation = operation;
  }

  get isChanged(): boolean {
    return this.filters.length > 0 || this.orders.length > 0;
  }

  /** @throws InvalidFilterError (`INVALID_FILTER`), and what the plugin throws */
  ask(plugin: Plugin): void {
    this.#isOpen = true;
    try {
      const answer: unknown = plugin.beforeFind!(this.meta, this.operation, this);
      if (!(answer instanceof Promise)) return;
      // What it would add comes too late: the read would go without.
      answer.catch(() => undefined);
      throw this.#late();
    } finally {
      this.#isOpen = false;
    }
  }

  where(filter: object): void {
    if (!this.#isOpen) throw this.#late();
    const { where } = withScopes(this.meta, filter, {});
    this.#refuseUndefined(where, "");
    this.filters.push(where);
  }

  orderBy(order: object): void {
    if (!this.#isOpen) throw this.#late();
    this.orders.push(order);
  }

  /** A user's filter leaves out what is `undefined`; what restricts everybody must not be left out by mistake. */
  #refuseUndefined(value: unknown, path: string): void {
    if (value === undefined)
      throw this.#error(path, "is undefined: a plugin has to know what it asks for");
    if (!Array.isArray(value) && !isPlainObject(value)) return;
    for (const [key, item] of Object.entries(value))
      this.#refuseUndefined(item, path === "" ? key : `${path}.${key}`);
  }

  #late(): InvalidFilterError {
    return this.#error("", "a plugin's beforeFind has to add what it adds before it returns");
  }

  #error(path: string, reason: string): InvalidFilterError {
    return new InvalidFilterError({ type: this.meta.type, path, reason });
  }
}
