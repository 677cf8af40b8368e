// What every factory calls: makes a valid entity and everything it needs, in memory, so that a test names only what it is about.
import type { EntityManager } from "../em/EntityManager.ts";
import { FactoryNotRegisteredError } from "../errors/FactoryNotRegisteredError.ts";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import type { ManyToMany } from "../relations/ManyToMany.ts";
import type { OneToMany } from "../relations/OneToMany.ts";
import { OneToOne } from "../relations/OneToOne.ts";
import { pointTo } from "../relations/pointTo.ts";
import { relationOf } from "../relations/relationOf.ts";
import { applyDefaultsInMemory } from "../rules/applyDefaultsInMemory.ts";
import { ConfigApi } from "../rules/ConfigApi.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  ColumnField,
  Field,
  ManyToOneField,
  OneTypeRelationField,
  PolymorphicField,
  RelationField,
} from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { isMember, isRelationField } from "../schema/isRelationField.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import { readColumn, setProtectedField } from "../session/fieldAccess.ts";
import type { AnyEm } from "../types/AnyEm.ts";
import type { Entity, EntityConstructor, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { DeepNew } from "../types/Loaded.ts";
import { automaticValue } from "./automaticValue.ts";
import { FactoryCall } from "./FactoryCall.ts";
import type { FactoryOpts } from "./FactoryOpts.ts";
import { findCandidate } from "./findCandidate.ts";
import { makeOther } from "./makeOther.ts";
import { pickComponent } from "./pickComponent.ts";
import type { Factory } from "./registerFactories.ts";

type Opts = Readonly<Record<string, unknown>>;

/**
 * A new entity with everything it requires, valid and not flushed. What the test says wins over what the factory says; required
 * fields that neither names get a value that can be told from others, and required references lead to an entity that is
 * already there and obviously meant, or to a new one.
 * @example
 * export function newAuthor(em: EntityManager, opts: FactoryOpts<Author> = {}): DeepNew<Author> {
 *   return newTestInstance(em, Author, opts, { email: "ann@example.org" });
 * }
 * const author = newAuthor(em, { books: [{ title: "t1" }, {}] });
 * @throws FactoryNotRegisteredError (`FACTORY`), UnknownFieldError (`UNKNOWN_FIELD`), InvalidValueError (`INVALID_VALUE`)
 */
export function newTestInstance<T extends Entity>(
  em: AnyEm,
  type: MaybeAbstractEntityConstructor<T>,
  testOpts: FactoryOpts<T> = {},
  factoryOpts: FactoryOpts<T> = {},
): DeepNew<T> {
  const domainEm = em as EntityManager;
  const meta: EntityMeta = domainEm.domain.getMetadata(type);
  if (meta.isAbstract) return ofFirstSubtype(em, meta, { ...factoryOpts, ...testOpts });
  const { use, ...opts } = merge(meta, testOpts, factoryOpts);
  const ownOpts = Object.entries(opts).filter(
    ([name]) => !isRelation(meta, name) && !isProtected(meta, name),
  );
  const entity = domainEm.create(meta.cstr as EntityConstructor, Object.fromEntries(ownOpts));
  const state = BaseEntity.stateOf(entity);
  const call = FactoryCall.of(testOpts).using(statesIn(use));
  call.see(...Object.values(opts).flatMap(statesIn), state);
  fillColumns(state, opts);
  const relations = meta.relations.filter((field) => isMember(field));
  for (const field of relations) if (isReference(field)) setGiven(call, state, field, opts);
  for (const field of relations) if (isReference(field)) fill(call, state, field, opts);
  for (const field of relations)
    if (!isReference(field) && field.kind !== "m2mEnum") addGiven(call, state, field, opts);
  applyDefaultsInMemory(state);
  return entity as Entity as DeepNew<T>;
}

/** Nothing is of an abstract type: the factory of its first subtype that is not makes one. */
function ofFirstSubtype<T extends Entity>(em: AnyEm, meta: EntityMeta, opts: object): DeepNew<T> {
  const { domain, subTypes } = meta;
  const { type } = subTypes.find(({ isAbstract }) => !isAbstract)!;
  const factory = domain.factories.get(type) as Factory | undefined;
  if (factory === undefined) throw new FactoryNotRegisteredError({ type });
  return factory(em as never, opts as never) as DeepNew<T>;
}

/** `undefined` is no answer for what is required. */
function merge({ fields }: EntityMeta, testOpts: Opts, factoryOpts: Opts): Opts {
  const merged: Record<string, unknown> = { ...factoryOpts, ...testOpts };
  for (const [name, value] of Object.entries(merged)) {
    const field = fields.get(name);
    if (value !== undefined || field === undefined || !("notNull" in field) || !field.notNull)
      continue;
    if (factoryOpts[name] === undefined) delete merged[name];
    else merged[name] = factoryOpts[name];
  }
  return merged;
}

function isRelation({ fields }: EntityMeta, name: string): boolean {
  const field = fields.get(name);
  if (name === "use") return true;
  // Codes are values, which `em.create` takes as they are.
  return field !== undefined && isRelationField(field) && field.kind !== "m2mEnum";
}

type ReferenceField = ManyToOneField | PolymorphicField;

function isReference(field: RelationField): field is ReferenceField {
  return field.kind === "m2o" || field.kind === "poly";
}

/** What `em.create` refuses, a factory sets. */
function isProtected({ fields }: EntityMeta, name: string): boolean {
  const field = fields.get(name);
  return field !== undefined && "isProtected" in field && field.isProtected;
}

function statesIn(value: unknown): EntityState[] {
  const list = Array.isArray(value) ? (value as ReadonlyArray<unknown>) : [value];
  return list.filter((item) => BaseEntity.isEntity(item)).map((item) => BaseEntity.stateOf(item));
}

function isRequired({ narrowed }: EntityMeta, column: ColumnField): boolean {
  const { immutable, isFilledByDatabase, literalDefault } = column;
  const notNull = column.notNull || narrowed.get(column)?.notNull === true;
  return notNull && !immutable && !isFilledByDatabase && literalDefault === undefined;
}

/** What the application has a default for needs no value that says nothing. */
function hasDefault(meta: EntityMeta, { fieldName }: Field): boolean {
  return ConfigApi.defaultsOf(meta).has(fieldName);
}

function fillColumns(state: EntityState, opts: Opts): void {
  for (const column of state.meta.allColumns) {
    if (column.kind === "primaryKey" || column.kind === "m2o") continue;
    const isGiven = Object.hasOwn(opts, column.fieldName);
    if (column.isProtected && isGiven)
      setProtectedField(state.entity, column.fieldName, opts[column.fieldName]);
    else if (isRequired(state.meta, column) && !isGiven && !hasDefault(state.meta, column))
      setProtectedField(state.entity, column.fieldName, automaticValue(column, state.number));
  }
}

function setGiven(call: FactoryCall, state: EntityState, field: ReferenceField, opts: Opts): void {
  const value = opts[field.fieldName];
  if (value === undefined || value === null) return;
  const { component, rest } =
    field.kind === "poly" ? pickComponent(field, value) : { component: field, rest: value };
  pointTo(state, component, makeOther(call, state, component, rest));
}

/** A reference that nobody gave. One that a factory set meanwhile, on being told what leads back, is done. */
function fill(call: FactoryCall, state: EntityState, field: ReferenceField, opts: Opts): void {
  const components = field.kind === "poly" ? field.components : [field];
  if (Object.hasOwn(opts, field.fieldName) || hasDefault(state.meta, field)) return;
  if (components.some((component) => readColumn(state, component) !== undefined)) return;
  for (const component of components) {
    const candidate = findCandidate(call, state, component);
    if (candidate !== undefined) return pointTo(state, component, candidate);
  }
  const first = components[0]!;
  if (!(field.kind === "poly" ? field.notNull : isRequired(state.meta, field))) return;
  if (isOfType(state.meta, first.otherMeta)) pointTo(state, first, state);
  else pointTo(state, first, makeOther(call, state, first, {}));
}

function addGiven(
  call: FactoryCall,
  state: EntityState,
  field: Exclude<OneTypeRelationField, ManyToOneField>,
  opts: Opts,
): void {
  const value = opts[field.fieldName];
  if (value === undefined || value === null) return;
  const relation = relationOf(state, field) as OneToMany | OneToOne | ManyToMany;
  for (const item of field.kind === "o2o" || !Array.isArray(value) ? [value] : value) {
    const other = makeOther(call, state, field, item);
    if (typeof other === "string")
      throw new InvalidValueError({
        entity: state.entity,
        field: field.fieldName,
        reason: `cannot take ${field.otherMeta.type}:${other}: load it first`,
      });
    if (relation instanceof OneToOne) relation.set(other.entity);
    else relation.add(other.entity);
  }
}
