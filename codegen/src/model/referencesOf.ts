// Foreign keys between entities, with the names of both ends.
import { split } from "change-case";
import type { DbColumn, DbForeignKey, DbTable } from "kingpost/catalog";
import type { RelationConfig } from "../config/Config.ts";
import { type Classified, inColumnOrder, keyOf, type NamedTable, shown } from "./classifyTables.ts";
import { collectionShapeOf } from "./collectionShapeOf.ts";
import { referenceNameOf } from "./columnFieldNameOf.ts";
import type { CollectionShape } from "./DomainModel.ts";
import { type Hierarchies, isLinkToBase } from "./hierarchiesOf.ts";
import { holderOf } from "./holdersOf.ts";
import { camelOf, pluralCamelOf } from "./identifierOf.ts";
import { narrowedColumn } from "./narrowedColumn.ts";
import type { Overrides } from "./Overrides.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";
import { isUnique, uniqueIndexesOf } from "./uniqueIndexesOf.ts";

export interface Reference {
  /** The entity that holds the key, and its table and column. */
  readonly entity: string;
  readonly table: DbTable;
  readonly column: DbColumn;
  readonly name: string;
  /** Where it leads, and what the other end is called there. */
  readonly other: string;
  readonly otherName: string;
  readonly isUnique: boolean;
  /** The collection at the other end is never loaded as a whole. */
  readonly isOtherLarge: boolean;
  /** How it shows its members. */
  readonly otherShown: CollectionShape;
  /** What the database does when the row that it leads to is deleted, where that is left to it. */
  readonly onDelete: "cascade" | "setNull" | undefined;
  /** Required, part of a unique value, and its key is checked at the end of the transaction. */
  readonly isDeferred: boolean;
  /** Of a reference to the entity's own kind: it is not followed over and over. */
  readonly skipsRecursion: boolean;
  /** The key by which the configuration names the polymorphic reference whose component this is. */
  readonly polymorphic: string | undefined;
}

/** A foreign key before its ends have names. */
interface Link {
  readonly action: DbForeignKey["onDelete"];
  readonly child: NamedTable;
  readonly parent: NamedTable;
  readonly column: DbColumn;
  readonly isUnique: boolean;
  readonly isDeferred: boolean;
  readonly polymorphic: string | undefined;
}

export function referencesOf(
  { entities }: Classified,
  hierarchies: Hierarchies,
  overrides: Overrides,
  problems: Problems,
): ReadonlyArray<Reference> {
  const byKey = new Map(entities.map((each) => [keyOf(each.table), each]));
  const links = entities.flatMap((child) =>
    linksOf(child, byKey, hierarchies, problems).map((link): Link => {
      const plain = referenceNameOf(link.column.name);
      return { ...link, polymorphic: overrides.polymorphic(child.name, plain) };
    }),
  );
  return links.map((link) => nameEnds(link, links, hierarchies, overrides, problems));
}

function linksOf(
  child: NamedTable,
  byKey: ReadonlyMap<string, NamedTable>,
  hierarchies: Hierarchies,
  problems: Problems,
): ReadonlyArray<Link> {
  const links = new Map<DbColumn, Link>();
  for (const key of inColumnOrder(child.table)) {
    if (isLinkToBase(child.table, key.columns.join(), child.name, hierarchies)) continue;
    const link = linkOf(child, key, byKey, problems);
    if (link === undefined) continue;
    if (links.has(link.column))
      problems.warn(
        `${shown(child.table)}.${link.column.name} has more than one foreign key; ${key.name} makes no relation.`,
      );
    else links.set(link.column, link);
  }
  return [...links.values()];
}

function linkOf(
  child: NamedTable,
  key: DbForeignKey,
  byKey: ReadonlyMap<string, NamedTable>,
  problems: Problems,
): Link | undefined {
  const { table } = child;
  if (key.columns.length > 1) {
    if (narrowedColumn(table, key) !== undefined) return undefined;
    const target = shown({ schema: key.references.schema, name: key.references.table });
    problems.warn(
      `${shown(table)} (${key.columns.join(", ")}) refers to ${target} by more than one column, which makes no relation; a column that refers to the key of ${target} alone would make one.`,
    );
    return undefined;
  }
  const parent = byKey.get(keyOf({ schema: key.references.schema, name: key.references.table }));
  const column = table.columns.find(({ name }) => name === key.columns[0])!;
  if (parent === undefined) return undefined;
  // Only the key tells entities apart; a reference to another unique column says something that a relation cannot hold.
  if (key.references.columns[0] !== parent.table.primaryKey!.columns[0]) {
    problems.warn(
      `${shown(table)}.${column.name} refers to ${shown(parent.table)}.${key.references.columns[0]}, which is not its key and makes no relation.`,
    );
    return undefined;
  }
  const unique = isUnique(table, column.name);
  return {
    child,
    parent,
    column,
    isUnique: unique,
    isDeferred:
      column.notNull === true &&
      uniqueIndexesOf(table).some(({ columns }) => columns.includes(column.name)) &&
      table.foreignKeys.every(
        ({ columns, initiallyDeferred }) =>
          initiallyDeferred === true || !columns.includes(column.name),
      ),
    polymorphic: undefined,
    action: key.onDelete,
  };
}

function nameEnds(
  link: Link,
  links: ReadonlyArray<Link>,
  hierarchies: Hierarchies,
  overrides: Overrides,
  problems: Problems,
): Reference {
  const { child, parent, column } = link;
  const plain = referenceNameOf(column.name);
  const plainOther = otherNameOf(link, links);
  const own = overrides.relation(child.name, plain, column.name);
  const whole = link.polymorphic && overrides.relation(child.name, link.polymorphic);
  const theirs = overrides.relation(parent.name, plainOther);
  const comment = readComment(column.comment);
  if (own?.large === true || (theirs?.large === true && link.isUnique))
    problems.error(
      `${shown(child.table)}.${column.name} leads to one entity from either end; only a collection can be large.`,
    );
  const name = own?.name ?? comment.fieldName ?? plain;
  const otherName =
    own?.otherName ??
    (whole ? whole.otherName : undefined) ??
    theirs?.name ??
    comment.otherFieldName ??
    plainOther;
  const back = theirs ?? overrides.relation(parent.name, otherName);
  for (const [config, path] of [
    [own, `${child.name}.relations.${plain}`],
    [link.isUnique ? back : undefined, `${parent.name}.relations.${otherName}`],
  ] as const)
    if (config?.orderBy !== undefined || config?.softDeletes !== undefined)
      problems.error(
        `entities.${path}: it leads to one entity; only a collection has an order, and members to hide.`,
      );
  return {
    entity: holderOf(child.name, name, own, hierarchies, problems),
    table: child.table,
    column,
    name,
    other: holderOf(parent.name, otherName, back, hierarchies, problems),
    otherName,
    isUnique: link.isUnique,
    isOtherLarge: theirs?.large === true,
    otherShown: collectionShapeOf(back),
    onDelete: onDeleteOf(link, own ?? (whole || undefined), problems),
    isDeferred: link.isDeferred,
    // What is a part of a polymorphic reference cannot be followed on its own.
    skipsRecursion:
      link.polymorphic !== undefined ||
      own?.skipRecursiveRelations === true ||
      theirs?.skipRecursiveRelations === true,
    polymorphic: link.polymorphic,
  };
}

function onDeleteOf(
  { child, column, action }: Link,
  config: RelationConfig | undefined,
  problems: Problems,
): "cascade" | "setNull" | undefined {
  if (config?.onDelete !== "database") return undefined;
  if (action === "cascade") return "cascade";
  if (action === "set null") return "setNull";
  problems.error(
    `${shown(child.table)}.${column.name}: onDelete: "database" needs a foreign key with ON DELETE CASCADE or ON DELETE SET NULL.`,
  );
  return undefined;
}

/** `books` for `books.author_id` on Author; `editorBooks` when books have several keys to authors. */
function otherNameOf(link: Link, links: ReadonlyArray<Link>): string {
  const { child, parent, column, isUnique: isOneToOne } = link;
  const isOneOfSeveral =
    links.filter((other) => other.child === child && other.parent === parent).length > 1;
  const stem = link.polymorphic ?? referenceNameOf(column.name);
  if (!isOneToOne) {
    const members = pluralCamelOf(withoutParent(child.name, parent.name));
    return isOneOfSeveral ? camelOf(`${stem} ${members}`) : members;
  }
  const hasOwnReference = links.some(
    (other) => other.child === parent && other.parent === child && other !== link,
  );
  if (!isOneOfSeveral && !hasOwnReference) return camelOf(child.name);
  return camelOf(`${withoutEnd(stem, parent.name)} ${child.name}`);
}

/** `BookReview` on `Book` → `Review`. */
function withoutParent(child: string, parent: string): string {
  const [words, front] = [split(child), split(parent)];
  const isFront = words.length > front.length && front.every((word, at) => word === words[at]);
  return isFront ? words.slice(front.length).join(" ") : child;
}

/** `currentDraftBook` to `Book` → `currentDraft`. */
function withoutEnd(stem: string, parent: string): string {
  const [words, end] = [split(stem), split(parent)];
  const start = words.length - end.length;
  const isEnd =
    start > 0 && end.every((word, at) => word.toLowerCase() === words[start + at]!.toLowerCase());
  return isEnd ? words.slice(0, start).join(" ") : stem;
}
