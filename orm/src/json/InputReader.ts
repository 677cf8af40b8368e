// Checks input against what is known of the entities that it is for, without an entity manager: plain data in, plain data out,
// with all issues and their paths.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Field, RelationField } from "../schema/Field.ts";
import { isMember } from "../schema/isRelationField.ts";
import { isSettable } from "../schema/isSettable.ts";
import { isTaggedIdOf, maybeKeyOfId } from "../schema/keys.ts";
import { refusalOf } from "../session/fieldAccess.ts";
import { hasSetterIn } from "../session/hasSetter.ts";
import type { StandardIssue } from "../types/StandardSchema.ts";
import { valueOfJson } from "./valueOfJson.ts";

type Path = ReadonlyArray<PropertyKey>;

const ops: ReadonlySet<unknown> = new Set(["include", "remove", "delete", "incremental", null]);

export class InputReader {
  readonly issues: StandardIssue[] = [];
  readonly #isForCreate: boolean;
  readonly #maxDepth: number;

  constructor(isForCreate: boolean, maxDepth: number) {
    this.#isForCreate = isForCreate;
    this.#maxDepth = maxDepth;
  }

  /** What the input says, in an object of its own. `from` is the relation that leads there. */
  read(meta: EntityMeta, input: unknown, path: Path = [], from?: RelationField): unknown {
    if (!isPlainObject(input)) return this.#refuse(path, "is not an object");
    if (depthOf(path) > this.#maxDepth)
      return this.#refuse(path, `is nested deeper than ${this.#maxDepth} levels`);
    const type = this.#typeOf(meta, input, path);
    const output: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(input)) {
      if (value === undefined) continue;
      const read = this.#readKey(type, key, value, [...path, key], from);
      // A key that is refused may be one that objects give a meaning to.
      if (read !== refused) output[key] = read;
    }
    if (this.#isForCreate && isNew(input)) this.#require(type, input, path, from);
    return output;
  }

  #readKey(
    meta: EntityMeta,
    key: string,
    value: unknown,
    path: Path,
    from: RelationField | undefined,
  ): unknown {
    if (key === "id") return value === null ? null : this.#id([meta], value, path);
    const field = meta.fields.get(key);
    if (from !== undefined && field === undefined) {
      if (key === "op") return ops.has(value) ? value : this.#refuse(path, "is no op");
      if (key === "delete" || key === "remove")
        return typeof value === "boolean" || value === null
          ? value
          : this.#refuse(path, "is neither true nor false");
      // Looked at before.
      if (key === "type") return value;
    }
    const named = field ?? meta.idNames.get(key);
    if (named === undefined)
      return hasSetterIn(meta.cstr.prototype as object, key)
        ? value
        : this.#refuse(path, `is no field of ${meta.type}`);
    if (!isMember(named) || !isSettable(named))
      return this.#refuse(path, `${meta.type}.${named.fieldName} cannot be set`);
    return this.#readField(named, value, path, field === undefined);
  }

  #readField(
    field: Exclude<Field, { kind: "primaryKey" | "recursive" }>,
    value: unknown,
    path: Path,
    isIdsOnly: boolean,
  ): unknown {
    switch (field.kind) {
      case "primitive":
      case "enum":
      case "lazy": {
        const meant = valueOfJson(field, value);
        const reason = refusalOf(field, meant);
        return reason === undefined ? meant : this.#refuse(path, reason);
      }
      case "m2o":
      case "o2o":
      case "poly":
        return value === null ? null : this.#related(field, value, path, isIdsOnly);
      case "o2m":
      case "m2m":
        return this.#list(value, path, (item, at) => this.#related(field, item, at, isIdsOnly));
      case "m2mEnum":
        return this.#list(value, path, (item, at) => {
          const reason = field.codec.refuse(isPlainObject(item) ? item["code"] : item);
          return reason === undefined ? item : this.#refuse(at, reason);
        });
    }
  }

  #list(value: unknown, path: Path, read: (item: unknown, path: Path) => unknown): unknown {
    if (value === null) return null;
    if (!Array.isArray(value)) return this.#refuse(path, "is not a list");
    return value.map((item: unknown, index) => read(item, [...path, index]));
  }

  #related(
    field: Exclude<RelationField, { kind: "m2mEnum" }>,
    value: unknown,
    path: Path,
    isIdsOnly: boolean,
  ): unknown {
    const metas =
      field.kind === "poly"
        ? field.components.map(({ otherMeta }) => otherMeta)
        : [field.otherMeta];
    if (isIdsOnly || !isPlainObject(value)) return this.#id(metas, value, path);
    const meta = metas.length === 1 ? metas[0] : this.#componentOf(metas, value);
    if (meta === undefined)
      return this.#refuse(
        path,
        `needs an id, or a type of ${metas.map(({ type }) => type).join(", ")}`,
      );
    return this.read(meta, value, path, field);
  }

  #componentOf(
    metas: ReadonlyArray<EntityMeta>,
    input: Readonly<Record<string, unknown>>,
  ): EntityMeta | undefined {
    const { id, type: name } = input;
    return id === undefined || id === null
      ? metas.find((meta) => [meta, ...meta.subTypes].some(({ type }) => type === name))
      : metas.find((meta) => isTaggedIdOf(meta, id));
  }

  #typeOf(meta: EntityMeta, input: Readonly<Record<string, unknown>>, path: Path): EntityMeta {
    const name = input["type"];
    if (name === undefined || name === null || meta.fields.has("type")) return meta;
    const types = [meta, ...meta.subTypes];
    const found = types.find(({ type }) => type === name);
    if (found === undefined)
      this.#refuse([...path, "type"], `is none of ${types.map(({ type }) => type).join(", ")}`);
    return found ?? meta;
  }

  #id(metas: ReadonlyArray<EntityMeta>, value: unknown, path: Path): unknown {
    const isKnown = metas.some((meta) =>
      metas.length === 1 ? isIdOf(meta, value) : isTaggedIdOf(meta, value),
    );
    return isKnown
      ? value
      : this.#refuse(path, `is no id of ${metas.map(({ type }) => type).join(" or ")}`);
  }

  /** What a new entity cannot do without; the place of a child says who its parent is. */
  #require(
    meta: EntityMeta,
    input: Readonly<Record<string, unknown>>,
    path: Path,
    from: RelationField | undefined,
  ): void {
    const parent = from !== undefined && "otherField" in from ? from.otherField : undefined;
    for (const key of meta.requiredKeys) {
      const field = meta.fields.get(key)!;
      const whole = parent !== undefined && "whole" in parent ? parent.whole : undefined;
      if (field === parent || (whole !== undefined && field === whole)) continue;
      const other = "fieldIdName" in field ? field.fieldIdName : undefined;
      if (isGiven(input, key) || (other !== undefined && isGiven(input, other))) continue;
      this.#refuse([...path, key], "is required");
    }
  }

  #refuse(path: Path, message: string): typeof refused {
    this.issues.push({ message, path });
    return refused;
  }
}

const refused = Symbol("refused");

function isGiven(input: Readonly<Record<string, unknown>>, key: string): boolean {
  return Object.hasOwn(input, key) && input[key] !== undefined && input[key] !== null;
}

/** Names nobody who is there, and is not about to go. */
function isNew(input: Readonly<Record<string, unknown>>): boolean {
  const { op, id } = input;
  return (id === undefined || id === null) && (op === undefined || op === null || op === "include");
}

function isIdOf(meta: EntityMeta, value: unknown): boolean {
  try {
    return maybeKeyOfId(meta, value) !== undefined;
  } catch {
    // A number that is none exactly.
    return false;
  }
}

/** Lists are no level of their own. */
function depthOf(path: Path): number {
  return path.filter((each) => typeof each === "string").length;
}
