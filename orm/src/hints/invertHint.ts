// Turns a reactive hint around: which changes concern those who have the hint, and by which way back they are found. Pure: it
// knows the schema and no entity.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  ColumnField,
  EnumCollectionField,
  Field,
  ManyToManyField,
  ManyToOneField,
  PolymorphicField,
  RecursiveField,
} from "../schema/Field.ts";
import { isMember } from "../schema/isRelationField.ts";
import { type LoadableMember, typesBelow as typesBelowMember } from "../schema/LoadableMember.ts";
import type { ReactiveKey, ReactiveTree } from "./ReactiveTree.ts";
import type { ReversePath, ReverseStep } from "./ReversePath.ts";

/** A change that concerns the entities at the end of a path which begins at what was changed. */
export type Trigger =
  /** A column of a persisted entity was set to another value. */
  | { readonly kind: "set"; readonly column: ColumnField; readonly path: ReversePath }
  /** An entity came into being or was deleted, and with it entered or left what the hint reads. */
  | { readonly kind: "came or went"; readonly path: ReversePath }
  /** An entity was deleted that others have by a join table, whose rows go along. */
  | { readonly kind: "went"; readonly path: ReversePath }
  /** An entity got or lost rows of a join table. */
  | {
      readonly kind: "joined";
      readonly field: ManyToManyField | EnumCollectionField;
      readonly path: ReversePath;
    };

export interface InvertedHint {
  /** Where the hint begins. */
  readonly start: ReversePath;
  readonly triggers: ReadonlyArray<Trigger>;
  /** What cannot be reacted to, and names that are none. */
  readonly problems: ReadonlyArray<string>;
}

/** @param isFixed whether rules keep a column as it is: it is read, and never reacted to */
export function invertHint(
  meta: EntityMeta,
  tree: ReactiveTree,
  isFixed: (column: ColumnField) => boolean,
): InvertedHint {
  const triggers: Trigger[] = [];
  const problems: string[] = [];
  const start: ReversePath = { meta, before: undefined, length: 0 };
  new Inverter(triggers, problems, isFixed).invert(start, tree);
  return { start, triggers, problems };
}

class Inverter {
  readonly #triggers: Trigger[];
  readonly #problems: string[];
  readonly #isFixed: (column: ColumnField) => boolean;

  constructor(triggers: Trigger[], problems: string[], isFixed: (column: ColumnField) => boolean) {
    this.#triggers = triggers;
    this.#problems = problems;
    this.#isFixed = isFixed;
  }

  /** What a hint names of the entities at a place. */
  invert(path: ReversePath, tree: ReactiveTree): void {
    for (const key of tree.keys) {
      const fields = fieldsNamed(path.meta, key.name);
      const problem = problemOf(path.meta, key, fields);
      if (problem !== undefined) this.#problems.push(problem);
      else if (key.isReadOnly) this.#checkBelow(path.meta, key);
      else for (const field of fields) this.#reactTo(path, field, key);
    }
  }

  #reactTo(path: ReversePath, field: Field, key: ReactiveKey): void {
    switch (field.kind) {
      case "primaryKey":
      case "primitive":
      case "enum":
      case "lazy":
        this.#refuseBelow(path.meta, key);
        return this.#set(path, field);
      case "m2o":
        return this.#reactToReference(path, field, key.below);
      case "poly":
        return this.#reactToPolymorphic(path, field, key.below);
      case "o2m":
      case "o2o": {
        const step: ReverseStep = { kind: "reference", field: field.otherField };
        const there = behind(path, field.otherMeta, step);
        this.#set(there, field.otherField);
        this.#triggers.push({ kind: "came or went", path: there });
        return this.#reactToMembers(there, key.below);
      }
      case "m2m": {
        const there = behind(path, field.otherMeta, { kind: "members", field: field.otherField });
        this.#triggers.push({ kind: "joined", field, path }, { kind: "went", path: there });
        return this.#reactToMembers(there, key.below);
      }
      case "m2mEnum":
        this.#refuseBelow(path.meta, key);
        this.#triggers.push({ kind: "joined", field, path });
        return;
      case "recursive":
        return this.#reactToRecursive(path, field, key.below);
    }
  }

  #reactToReference(path: ReversePath, field: ManyToOneField, below: ReactiveTree): void {
    this.#set(path, field);
    const step: ReverseStep = { kind: "members", field: field.otherField };
    this.invert(behind(path, field.otherMeta, step), below);
  }

  /** Each type has what it has of the names below; boot has asked before whether any has. */
  #reactToPolymorphic(path: ReversePath, field: PolymorphicField, below: ReactiveTree): void {
    const metas = field.components.map(({ otherMeta }) => otherMeta);
    for (const { name } of below.keys)
      if (metas.every((meta) => fieldsNamed(meta, name).length === 0))
        this.#problems.push(
          `${field.meta.type}.${field.fieldName} leads to nothing with a field ${name}`,
        );
    for (const component of field.components) {
      const known = below.keys.filter(
        ({ name }) => fieldsNamed(component.otherMeta, name).length > 0,
      );
      this.#reactToReference(path, component, below.only(known));
    }
  }

  /** A member of a collection that is softly deleted or restored leaves or enters it. */
  #reactToMembers(path: ReversePath, below: ReactiveTree): void {
    const { deletedAt } = path.meta.timestamps;
    if (deletedAt !== undefined) this.#set(path, deletedAt);
    this.invert(path, below);
  }

  /**
   * What changes is a link somewhere on the way: then all that is reached by way of the entity whose link it is has changed, for that
   * entity and for all that reach it.
   */
  #reactToRecursive(path: ReversePath, field: RecursiveField, below: ReactiveTree): void {
    const there = behind(path, field.otherMeta, { kind: "recursive", field: field.otherField });
    const { along } = field;
    switch (along.kind) {
      case "m2o":
        this.#set(path, along);
        this.#set(there, along);
        break;
      case "o2m":
      case "o2o":
        this.#set(there, along.otherField);
        this.#triggers.push({ kind: "came or went", path: there });
        break;
      case "m2m":
        this.#triggers.push(
          { kind: "joined", field: along, path },
          { kind: "joined", field: along, path: there },
          { kind: "went", path: there },
        );
    }
    this.#reactToMembers(there, below);
  }

  #set(path: ReversePath, column: ColumnField): void {
    if (!column.immutable && !this.#isFixed(column))
      this.#triggers.push({ kind: "set", column, path });
  }

  /** Below what is only loaded the names must be right as well, as far as types are known before there are entities. */
  #checkBelow(meta: EntityMeta, key: ReactiveKey): void {
    const types = typesBelow(meta, key.name);
    if (types === undefined || key.below.keys.length === 0) return;
    if (types.length === 0) return this.#refuseBelow(meta, key);
    const silent = new Inverter([], this.#problems, this.#isFixed);
    for (const type of types) {
      const known = key.below.keys.filter(({ name }) => types.length === 1 || isNamed(type, name));
      silent.invert({ meta: type, before: undefined, length: 0 }, key.below.only(known));
    }
  }

  #refuseBelow(meta: EntityMeta, { name, below }: ReactiveKey): void {
    for (const key of below.keys)
      this.#problems.push(`${meta.type}.${name} leads to no entity that could have ${key.name}`);
  }
}

function behind(path: ReversePath, meta: EntityMeta, step: ReverseStep): ReversePath {
  return { meta, before: { step, path }, length: path.length + 1 };
}

/** The fields of a name in a type, or else in the types that extend it. */
function fieldsNamed(meta: EntityMeta, name: string): ReadonlyArray<Field> {
  const fields = new Set<Field>();
  for (const type of [meta, ...meta.subTypes]) {
    const field = type.fields.get(name);
    if (field !== undefined && isMember(field)) fields.add(field);
  }
  return [...fields];
}

function isNamed(meta: EntityMeta, name: string): boolean {
  return fieldsNamed(meta, name).length > 0 || membersNamed(meta, name).length > 0;
}

function membersNamed({ members, subTypes }: EntityMeta, name: string): LoadableMember[] {
  return [members, ...subTypes.map((type) => type.members)].flatMap((own) => own.get(name) ?? []);
}

/** Where the members of a name lead; `undefined` when only entities will tell. */
function typesBelow(meta: EntityMeta, name: string): ReadonlyArray<EntityMeta> | undefined {
  const types = new Set<EntityMeta>();
  for (const member of membersNamed(meta, name)) {
    const known = typesBelowMember(member);
    if (known === undefined) return undefined;
    for (const type of known) types.add(type);
  }
  return [...types];
}

function problemOf(
  meta: EntityMeta,
  { name, isReadOnly }: ReactiveKey,
  fields: ReadonlyArray<Field>,
): string | undefined {
  const place = `${meta.type}.${name}`;
  if (fields.some((field) => "isLarge" in field && field.isLarge))
    return `${place} is a large collection, which is never loaded as a whole`;
  const ofView = fields.some((field) => "otherMeta" in field && field.otherMeta.view !== undefined);
  if (ofView && !isReadOnly)
    return `${place} leads to a view, whose rows change without a word: load it by "${name}:ro" and name what the view is made from`;
  if (fields.length > 0) return undefined;
  if (membersNamed(meta, name).length === 0) return `${meta.type} has no field ${name}`;
  return isReadOnly
    ? undefined
    : `${place} is written by hand, so that nobody knows what changes it: load it by "${name}:ro" and name what it is worked out from`;
}
