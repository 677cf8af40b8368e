// The plugins of one entity manager, by what they implement: a method that none has is `undefined`, and nothing is called.
import { LazySet } from "../kit/LazySet.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { FindOperation } from "../schema/FindQuery.ts";
import type { Plugin } from "../schema/Plugin.ts";
import type { WriteTodos } from "../schema/WriteTodos.ts";
import type { AnyEm } from "../types/AnyEm.ts";
import type { Entity } from "../types/Entity.ts";
import { AskedFind } from "./AskedFind.ts";

export class Plugins {
  readonly #em: AnyEm;
  readonly #all = new LazySet<Plugin>();
  beforeGetField: ((entity: Entity, field: string) => void) | undefined;
  beforeSetField: ((entity: Entity, field: string, newValue: unknown) => void) | undefined;
  /** What plugins add to a read of entities; `undefined` when that is nothing. */
  beforeFind: ((meta: EntityMeta, operation: FindOperation) => AskedFind | undefined) | undefined;
  beforeValidate: ((entities: ReadonlyArray<Entity>) => Promise<void>) | undefined;
  afterValidate: ((entities: ReadonlyArray<Entity>) => Promise<void>) | undefined;
  beforeWrite: ((todos: WriteTodos) => Promise<void>) | undefined;
  afterWrite:
    | ((entityTodos: WriteTodos["entities"], joinRowTodos: WriteTodos["joinRows"]) => void)
    | undefined;

  constructor(em: AnyEm, plugins: Iterable<Plugin>) {
    this.#em = em;
    for (const plugin of plugins) this.add(plugin);
  }

  get all(): ReadonlyArray<Plugin> {
    return [...this.#all];
  }

  /** Adding a plugin twice changes nothing. */
  add(plugin: Plugin): void {
    if (this.#all.has(plugin)) return;
    this.#all.add(plugin);
    plugin.attach(this.#em);
    const those = [...this.#all];
    this.beforeGetField = inTurn(those, "beforeGetField");
    this.beforeSetField = inTurn(those, "beforeSetField");
    this.beforeFind = asked(those);
    this.beforeValidate = oneByOne(those, "beforeValidate");
    this.afterValidate = oneByOne(those, "afterValidate");
    this.beforeWrite = toldBeforeWrite(those, this.#em);
    this.afterWrite = toldAfterWrite(those);
  }
}

function toldBeforeWrite(plugins: ReadonlyArray<Plugin>, em: AnyEm): Plugins["beforeWrite"] {
  const having = plugins.filter((plugin) => plugin.beforeWrite !== undefined);
  if (having.length === 0) return undefined;
  return async (todos) => {
    for (const plugin of having) await plugin.beforeWrite!(todos, em);
  };
}

function toldAfterWrite(plugins: ReadonlyArray<Plugin>): Plugins["afterWrite"] {
  const having = plugins.filter((plugin) => plugin.afterWrite !== undefined);
  if (having.length === 0) return undefined;
  return (entityTodos, joinRowTodos) => {
    for (const plugin of having) plugin.afterWrite!(entityTodos, joinRowTodos);
  };
}

function inTurn<K extends "beforeGetField" | "beforeSetField">(
  plugins: ReadonlyArray<Plugin>,
  method: K,
): ((entity: Entity, field: string, newValue?: unknown) => void) | undefined {
  const having = plugins.filter((plugin) => plugin[method] !== undefined);
  if (having.length === 0) return undefined;
  return (entity, field, newValue) => {
    for (const plugin of having) plugin[method]!(entity, field, newValue);
  };
}

function asked(plugins: ReadonlyArray<Plugin>): Plugins["beforeFind"] {
  const having = plugins.filter((plugin) => plugin.beforeFind !== undefined);
  if (having.length === 0) return undefined;
  return (meta, operation) => {
    const find = new AskedFind(meta, operation);
    for (const plugin of having) find.ask(plugin);
    return find.isChanged ? find : undefined;
  };
}

function oneByOne<K extends "beforeValidate" | "afterValidate">(
  plugins: ReadonlyArray<Plugin>,
  method: K,
): ((entities: ReadonlyArray<Entity>) => Promise<void>) | undefined {
  const having = plugins.filter((plugin) => plugin[method] !== undefined);
  if (having.length === 0) return undefined;
  return async (entities) => {
    for (const plugin of having) await plugin[method]!(entities);
  };
}
