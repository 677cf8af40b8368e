// Finds out what entity classes define by hand. Their field initialisers run once per class, here: what the `has…` helpers give
// becomes getters of the prototype, which make the member's object per entity on first touch. No other instance fields may be.
import { EntityClassError } from "../errors/EntityClassError.ts";
import { checkHint } from "../hints/parseHint.ts";
import { handWrittenOf } from "../relations/derived/handWrittenOf.ts";
import { MemberDefinition } from "../relations/derived/MemberDefinition.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { RelationField } from "../schema/Field.ts";
import { isMember } from "../schema/isRelationField.ts";
import type { HandWrittenMember, LoadableMember } from "../schema/LoadableMember.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import { type ClassField, ClassProbe } from "../session/ClassProbe.ts";
import { slotsOf, transientSlot } from "../session/slots.ts";
import type { Entity } from "../types/Entity.ts";

/** What was found in one class and its bases. */
interface Found {
  readonly fields: ReadonlyArray<ClassField>;
  readonly members: ReadonlyArray<HandWrittenMember>;
}

/** @throws EntityClassError (`ENTITY_CLASS`) listing everything that an entity class cannot have */
export function linkMembers(metadata: ReadonlyArray<EntityMeta>): void {
  const problems: string[] = [];
  const found = new Map<EntityMeta, Found>();
  const find = (meta: EntityMeta): Found => {
    const known = found.get(meta);
    if (known !== undefined) return known;
    const { baseType } = meta;
    const base = baseType === undefined ? undefined : find(baseType);
    const made = findMembers(meta, base, problems);
    found.set(meta, made);
    return made;
  };
  for (const meta of metadata) {
    const members: LoadableMember[] = [
      ...meta.relations.filter((field) => isMember(field) && !isLarge(field)),
      ...meta.recursiveFields,
      ...meta.lazyColumns,
      ...find(meta).members,
    ];
    Object.assign(meta, {
      members: new Map(members.map((member) => [member.fieldName, member])),
    });
  }
  if (problems.length === 0)
    for (const { members } of found.values())
      for (const member of members) problems.push(...hintProblems(member));
  if (problems.length > 0) throw new EntityClassError({ problems: [...new Set(problems)] });
}

/** Nobody may load as a whole what is large. */
function isLarge(field: RelationField): boolean {
  return "isLarge" in field && field.isLarge;
}

function findMembers(meta: EntityMeta, base: Found | undefined, problems: string[]): Found {
  const fields = probe(meta, problems);
  const members = [...(base?.members ?? [])];
  for (const field of fields.slice(base?.fields.length ?? 0)) {
    const { name, value } = field;
    if (value instanceof MemberDefinition && !meta.fields.has(name)) {
      const overridden = members.findIndex(({ fieldName }) => fieldName === name);
      const memberIndex = overridden < 0 ? members.length : overridden;
      members[memberIndex] = memberOf(meta, name, memberIndex, value);
      defineMember(meta, name);
    } else if (name === "transientFields" && canBeCopied(value)) defineTransient(meta, value);
    else problems.push(problemOf(meta, field));
  }
  return { fields, members };
}

/** The fields that the class and its bases define. */
function probe(meta: EntityMeta, problems: string[]): ReadonlyArray<ClassField> {
  const classProbe = new ClassProbe();
  try {
    Reflect.construct(meta.cstr, [classProbe]);
  } catch (error) {
    problems.push(
      `${meta.type}: a field initialiser failed, ${String(error)}; it runs once per class, at boot: use the parameter that its function is given, never \`this\``,
    );
  }
  return classProbe.fields;
}

function memberOf(
  meta: EntityMeta,
  fieldName: string,
  memberIndex: number,
  definition: MemberDefinition,
): HandWrittenMember {
  return {
    kind: "handWritten",
    fieldName,
    meta,
    memberIndex,
    definition,
    // Asked for when all classes were looked at, since a path may lead through other hand-written members.
    get otherMetas() {
      return definition.typesBelow(meta);
    },
  };
}

/** By its name, since a class may belong to several domains and a subtype may define it anew. */
function defineMember({ cstr }: EntityMeta, name: string): void {
  Object.defineProperty(cstr.prototype, name, {
    configurable: true,
    get(this: Entity): unknown {
      const state = BaseEntity.stateOf(this);
      return handWrittenOf(state, state.meta.members.get(name) as HandWrittenMember);
    },
  });
}

function defineTransient({ cstr }: EntityMeta, literal: object): void {
  Object.defineProperty(cstr.prototype, "transientFields", {
    configurable: true,
    get(this: Entity): unknown {
      const state = BaseEntity.stateOf(this);
      return (slotsOf(state)[transientSlot(state)] ??= structuredClone(literal));
    },
    set(this: Entity, value: object) {
      const state = BaseEntity.stateOf(this);
      slotsOf(state)[transientSlot(state)] = value;
    },
  });
}

function canBeCopied(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

function problemOf({ type, fields }: EntityMeta, { name, value, place }: ClassField): string {
  const where = `${type}.${name}${place === undefined ? "" : ` (${place})`}`;
  if (fields.has(name)) return `${where} is a field of the schema already; give it another name`;
  if (name === "transientFields")
    return `${where} has to be an object of plain values, since each entity gets a copy of it`;
  return typeof value === "function"
    ? `${where} is a function in an instance field; make it a method`
    : `${where} is a plain instance field; keep what is not stored in transientFields`;
}

/** A hint that names what is not there would fail at its first load; better now. */
function hintProblems({ meta, fieldName, definition }: HandWrittenMember): string[] {
  const { hint } = definition as MemberDefinition;
  if (hint === undefined) return [];
  try {
    checkHint([meta], hint);
    return [];
  } catch (error) {
    return [`${meta.type}.${fieldName}: ${(error as Error).message}`];
  }
}
