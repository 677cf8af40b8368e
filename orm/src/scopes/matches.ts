// Whether an entity in memory is of a scope, by the values that its members have now. Conditions are true, false or, where SQL has
// NULL, unknown; what would take the database to know is refused, never guessed.
import { ScopeNotEvaluableError } from "../errors/ScopeNotEvaluableError.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, ManyToOneField } from "../schema/Field.ts";
import { keyOfId } from "../schema/keys.ts";
import { RowCondition } from "../schema/RowCondition.ts";
import type { Entity } from "../types/Entity.ts";
import { ScopeState } from "./ScopeState.ts";

/** `undefined` is SQL's unknown. */
type Truth = boolean | undefined;

/** A condition on a member of the entity, as an alias makes one. */
class Asked {
  readonly name: string;
  readonly operator: string;
  readonly operand: unknown;

  constructor(name: string, operator: string, operand: unknown) {
    this.name = name;
    this.operator = operator;
    this.operand = operand;
  }
}

/** Members of loaded references and fields, by name. */
type Members = Readonly<Record<string, unknown>>;

interface LoadedReference {
  readonly isLoaded: boolean;
  readonly get: Entity | undefined;
  readonly idTaggedMaybe: string | undefined;
  readonly isSet: boolean;
}

/** @throws ScopeNotEvaluableError (`SCOPE_NOT_EVALUABLE`) */
export function matches(meta: EntityMeta, scope: ScopeState, entity: Entity): boolean {
  return ofFilter({ meta, entity }, scope.filter) === true;
}

interface Row {
  readonly meta: EntityMeta;
  readonly entity: Entity;
}

function ofFilter(row: Row, filter: unknown): Truth {
  if (filter === undefined) return true;
  const behind = ScopeState.behind(filter);
  if (behind instanceof ScopeState) return ofFilter(row, behind.resolved().filter);
  if (RowCondition.is(filter)) return ofConditions(row, filter.conditionsFor(aliasOf(row)));
  if (!isPlainObject(filter)) throw refusal(row, "it has a part that is not a filter");
  return all(
    Object.entries(filter).map(([key, value]) => {
      if (value === undefined) return true;
      const field = row.meta.fields.get(key);
      if (field !== undefined) return ofField(row, key, value);
      if (key === "and") return all(list(value).map((item) => ofFilter(row, item)));
      if (key === "or") return any(list(value).map((item) => ofFilter(row, item)));
      if (key === "not") return not(ofFilter(row, value));
      throw refusal(row, `${key} is not a field`);
    }),
  );
}

function ofField(row: Row, name: string, value: unknown): Truth {
  const field = row.meta.fields.get(name)!;
  switch (field.kind) {
    case "primaryKey":
    case "primitive":
    case "enum":
      return ofColumn(row, field, value);
    case "m2o":
      return ofReference(row, field, value);
    default:
      throw refusal(
        row,
        `${name} is ${field.kind === "poly" ? "polymorphic" : "no member of its row"}`,
      );
  }
}

function ofColumn(row: Row, field: ColumnField, value: unknown): Truth {
  const isArray = field.codec.type.endsWith("[]");
  if (isPlainObject(value)) {
    return all(
      Object.entries(value).map(([operator, operand]) =>
        operand === undefined ? true : ofOperator(row, field, operator, operand),
      ),
    );
  }
  if (Array.isArray(value)) return ofOperator(row, field, isArray ? "contains" : "in", value);
  return ofOperator(row, field, "eq", value);
}

function ofOperator(row: Row, field: ColumnField, operator: string, operand: unknown): Truth {
  const current = valueOf(row, field);
  const equals = (other: unknown): Truth => isEqual(row, field, current, other);
  switch (operator) {
    case "eq":
      return equals(operand);
    case "ne":
      return not(equals(operand));
    case "distinct":
      return current === undefined || operand === null
        ? (current === undefined) !== (operand === null)
        : not(equals(operand));
    case "in":
      return any(list(operand).map((item) => equals(item)));
    case "nin":
      return not(any(list(operand).map((item) => equals(item))));
    case "isNull":
      return (current === undefined) === operand;
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return current === undefined ? undefined : isOrdered(row, field, operator, operand);
    case "between": {
      const [low, high] = operand as [unknown, unknown];
      return all([
        low === undefined ? true : ofOperator(row, field, "gte", low),
        high === undefined ? true : ofOperator(row, field, "lte", high),
      ]);
    }
    default:
      throw refusal(row, `${field.fieldName}.${operator} takes the database`);
  }
}

/** As SQL's `=`, and IS NULL for null. */
function isEqual({ meta }: Row, field: ColumnField, current: unknown, other: unknown): Truth {
  if (other === null) return current === undefined;
  if (current === undefined) return undefined;
  if (field.kind === "primaryKey") return current === keyOfId(meta, other);
  if (/(^|\.)citext$/.test(field.codec.type))
    return (current as string).toLowerCase() === (other as string).toLowerCase();
  return current === other || field.codec.equals(current, other);
}

/** Texts are ordered by the collations of the database, and so are numbers that JavaScript has as texts. */
function isOrdered(row: Row, field: ColumnField, operator: string, operand: unknown): Truth {
  const current = valueOf(row, field);
  const [a, b] = [current, operand].map((value) =>
    value instanceof Date ? value.getTime() : value,
  );
  if (!isComparable(a) || !isComparable(b))
    throw refusal(row, `${field.fieldName}.${operator} takes the database`);
  if (operator === "gt") return a > b;
  if (operator === "gte") return a >= b;
  return operator === "lt" ? a < b : a <= b;
}

function isComparable(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function valueOf({ entity }: Row, field: ColumnField): unknown {
  if (field.kind === "primaryKey") return entity.isNewEntity ? undefined : entity.idUntagged;
  return (entity as unknown as Members)[field.fieldName];
}

function ofReference(row: Row, field: ManyToOneField, value: unknown): Truth {
  const reference = (row.entity as unknown as Members)[field.fieldName] as LoadedReference;
  if (typeof value === "boolean") return reference.isSet === value;
  if (value === null) return !reference.isSet;
  if (Array.isArray(value)) return any(value.map((item) => ofReference(row, field, item)));
  const behind = ScopeState.behind(value);
  if (!isPlainObject(value) && behind === undefined) return pointsAt(reference, field, value);
  if (isPlainObject(value)) {
    const [operator, ...more] = Object.keys(value);
    if (more.length === 0 && operator !== undefined && !field.otherMeta.fields.has(operator)) {
      const operand = value[operator];
      if (operator === "eq" || operator === "in") return ofReference(row, field, operand);
      if (operator === "isNull") return reference.isSet !== operand;
      if (operator === "ne" || operator === "nin") return not(ofReference(row, field, operand));
    }
  }
  if (!reference.isSet) return false;
  if (!reference.isLoaded) throw refusal(row, `${field.fieldName} was not loaded`);
  return ofFilter({ meta: field.otherMeta, entity: reference.get! }, value);
}

function pointsAt(
  reference: LoadedReference,
  { otherMeta }: ManyToOneField,
  value: unknown,
): Truth {
  if (!reference.isSet) return undefined;
  if (typeof value === "object") {
    const other = value as Entity;
    return (
      (reference.isLoaded && reference.get === other) ||
      (!other.isNewEntity && reference.idTaggedMaybe === other.idTagged)
    );
  }
  const id = otherMeta.tagPrefix + keyOfId(otherMeta, value);
  return reference.idTaggedMaybe === id;
}

function ofConditions(row: Row, given: unknown): Truth {
  if (given === undefined) return true;
  if (given instanceof Asked) {
    const field = row.meta.fields.get(given.name);
    if (field === undefined) throw refusal(row, `${given.name} is not a field`);
    if (field.kind === "m2o") return ofField(row, given.name, { [given.operator]: given.operand });
    if ("index" in field) return ofOperator(row, field, given.operator, given.operand);
    throw refusal(row, `${given.name} is no member of its row`);
  }
  if (!isPlainObject(given)) throw refusal(row, "it has conditions of SQL or of other rows");
  if ("not" in given)
    return given["not"] === undefined ? true : not(ofConditions(row, given["not"]));
  const isAll = "and" in given;
  const items = list(isAll ? given["and"] : given["or"]);
  const rule = given["pruneIfUndefined"];
  const isPruned =
    rule === "any" ? items.includes(undefined) : items.every((item) => item === undefined);
  if (isPruned) return true;
  const truths = items.filter((item) => item !== undefined).map((item) => ofConditions(row, item));
  return isAll ? all(truths) : any(truths);
}

/** An alias whose operators remember what they were asked. */
function aliasOf({ meta }: Row): unknown {
  return new Proxy(
    {},
    { get: (_, name) => (meta.fields.has(String(name)) ? memberOf(String(name)) : undefined) },
  );
}

function memberOf(name: string): unknown {
  return new Proxy(
    {},
    {
      get: (_, operator) => (operand: unknown, second?: unknown) => {
        if (operator === "isNull") return new Asked(name, "isNull", operand ?? true);
        if (operator === "isNotNull") return new Asked(name, "isNull", false);
        if (operator === "between") return new Asked(name, "between", [operand, second]);
        return operand === undefined ? undefined : new Asked(name, String(operator), operand);
      },
    },
  );
}

function all(truths: ReadonlyArray<Truth>): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function any(truths: ReadonlyArray<Truth>): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function list(value: unknown): ReadonlyArray<unknown> {
  return Array.isArray(value) ? value : [value];
}

function refusal({ entity }: Row, reason: string): ScopeNotEvaluableError {
  return new ScopeNotEvaluableError({ entity, reason });
}
