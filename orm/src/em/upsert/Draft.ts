// Input taken apart: for each object in it a draft of what becomes of one entity. Drafts are filled in level by level, as what they
// name is loaded; nothing is changed before all of them are.
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type {
  EnumCollectionField,
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
  PolymorphicField,
} from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";

export interface Draft {
  /** The type that is expected, and of what is made; once the entity is known its own. */
  meta: EntityMeta;
  readonly input: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** The key of its id. */
  readonly key: string | undefined;
  /** `id: null` asks for a new entity. */
  readonly isNew: boolean;
  /** The entity that is changed; `undefined` while it is not known, and where one is made. */
  target: EntityState | undefined;
  /** It was found by its unique values, not named. */
  isMatch: boolean;
  /** What the input says, once its type is known. */
  content: Content | undefined;
}

/** Where in the whole input an object stands. */
export interface Place {
  /** `books[0].reviews[1]`; empty for the whole. */
  readonly path: string;
  /** The names on the path: `books.reviews`. */
  readonly names: string;
  readonly depth: number;
  /** The draft that it stands in, and under which relation. */
  readonly owner: Draft | undefined;
  readonly field: ReferenceEntry["field"] | ListEntry["field"] | undefined;
}

/** What one object says of one entity. */
export interface Content {
  /** Columns by their names, then what the class has setters for, each in the order of the input. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly references: ReadonlyArray<ReferenceEntry>;
  readonly lists: ReadonlyArray<ListEntry>;
  readonly enums: ReadonlyArray<EnumEntry>;
}

export interface ReferenceEntry {
  readonly field: ManyToOneField | PolymorphicField | OneToOneField;
  readonly path: string;
  readonly value: ReferenceValue;
}

/** Where a reference is to lead. */
export type ReferenceValue =
  | { readonly kind: "nowhere" }
  | { readonly kind: "entity"; readonly state: EntityState }
  | {
      readonly kind: "id";
      readonly taggedId: string;
      readonly meta: EntityMeta;
      readonly key: string;
    }
  | { readonly kind: "draft"; readonly draft: Draft }
  /** What is there goes; `key` says what that has to be. */
  | { readonly kind: "delete"; readonly key: string | undefined };

export interface ListEntry {
  readonly field: OneToManyField | ManyToManyField;
  readonly path: string;
  /** Only what is named changes; else what is not named is dropped. */
  readonly isIncremental: boolean;
  readonly items: ReadonlyArray<ListItem>;
}

export interface ListItem {
  readonly action: "include" | "remove" | "delete";
  /** An entity that code gave, or input. */
  readonly of: EntityState | Draft;
}

export interface EnumEntry {
  readonly field: EnumCollectionField;
  readonly isIncremental: boolean;
  readonly include: ReadonlyArray<string>;
  readonly remove: ReadonlyArray<string>;
}

/** The drafts directly below one. */
export function draftsBelow({ content }: Draft): Draft[] {
  if (content === undefined) return [];
  return [
    ...content.references.flatMap(({ value }) => (value.kind === "draft" ? [value.draft] : [])),
    ...content.lists.flatMap(({ items }) => items.flatMap(({ of }) => ("input" in of ? [of] : []))),
  ];
}
