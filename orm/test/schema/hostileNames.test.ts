// Schemas whose names Postgres takes and code that quotes carelessly does not: everything that reads and writes works on them.
import {
  alias,
  BaseEntity,
  createDomain,
  EntityManager,
  type EntitySchema,
  type EntityTypes,
  field,
  type FieldSchema,
  type LoadedCollection,
  type LoadedManyToOneReference,
  relation,
  setField,
  sql,
} from "kingpost";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** What these tests give is of no type that the compiler knows. */
interface AnyTypes extends EntityTypes {
  fields: Record<string, never>;
  opts: Record<string, unknown>;
  filter: Record<string, unknown>;
  order: Record<string, unknown>;
}

abstract class ItemBase extends BaseEntity {
  static readonly tagName: string = "i";
  declare readonly __types: AnyTypes;
  get name(): string {
    return field(this, "name");
  }
  set name(name: string) {
    setField(this, "name", name);
  }
  get parent(): LoadedManyToOneReference<ItemBase, ItemBase, undefined> {
    return relation(this, "parent");
  }
  get children(): LoadedCollection<ItemBase, ItemBase> {
    return relation(this, "children");
  }
  get friends(): LoadedCollection<ItemBase, ItemBase> {
    return relation(this, "friends");
  }
}

const hostile = [
  'a"b',
  "a'b",
  "a.b",
  "a b",
  "a\\b",
  "a\nb",
  "select",
  'x"; DROP TABLE canary; --',
  "x'); DROP TABLE canary; --",
  "*/ /* --",
  "$1 $$ ? :a %s",
  "`${x}`",
  "{a,b}",
  "__proto__",
  "💥é‮",
  "x".repeat(52),
];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

describe("names of a schema, tables and columns", () => {
  it.each(hostile)("R-CORE-4 may be like %j", async (name) => {
    const [schemaName, table, joined] = [`s ${name}`, `t ${name}`, `j ${name}`];
    const [id, title, parentId, oneId, otherId] = ["id", "name", "parent", "one", "two"].map(
      (column) => `${column} ${name}`,
    ) as [string, string, string, string, string];
    const q = (of: string): string => `${quoted(schemaName)}.${quoted(of)}`;
    await database.query(`
      CREATE TABLE IF NOT EXISTS canary ();
      CREATE SCHEMA ${quoted(schemaName)};
      CREATE SEQUENCE ${q(`q ${name}`)};
      CREATE TABLE ${q(table)} (${quoted(id)} int PRIMARY KEY, ${quoted(title)} text NOT NULL, ${quoted(parentId)} int);
      CREATE TABLE ${q(joined)} (${quoted(oneId)} int, ${quoted(otherId)} int, UNIQUE (${quoted(oneId)}, ${quoted(otherId)}));`);

    class Item extends ItemBase {}
    const join = (column: string, otherColumn: string, otherField: string): FieldSchema => ({
      kind: "m2m",
      other: "Item",
      otherField,
      joinTable: { schemaName, tableName: joined, column, otherColumn, unique: true },
    });
    const schema: EntitySchema = {
      tag: "i",
      schemaName,
      tableName: table,
      id: { column: id, key: "int", generator: "sequence", sequence: q(`q ${name}`) },
      fields: {
        name: { kind: "primitive", column: title, type: "text", notNull: true },
        parent: {
          kind: "m2o",
          other: "Item",
          otherField: "children",
          column: parentId,
          type: "integer",
          notNull: false,
        },
        children: { kind: "o2m", other: "Item", otherField: "parent" },
        friends: join(oneId, otherId, "friendsOf"),
        friendsOf: join(otherId, oneId, "friends"),
      },
      timestamps: {},
      uniques: [],
      foreignKeys: {},
    };
    const domain = createDomain({
      schema: {
        settings: { tagDelimiter: ":", idType: "tagged-string" },
        fingerprint: "0",
        enums: {},
        entities: { Item: schema },
      },
      entities: () => ({ Item }),
    });
    domain.boot();
    const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

    const given = newEm();
    const root = given.create(Item, { name });
    const leaf = given.create(Item, { name: "leaf", parent: root, friends: [root] });
    await given.flush();
    leaf.name = `${name} leaf`;
    await given.flush();

    const em = newEm();
    const i = alias(Item);
    const [found] = await em.find(
      Item,
      { as: i, parent: { name } } as never,
      {
        conditions: sql`${(i as unknown as Record<string, never>)["name"]} <> ''`,
        orderBy: { parent: { name: "ASC" } },
        populate: { parent: { children: "friends" } },
      } as object,
    );
    const [child] = found!.parent.get!.children.get;
    expect([child, child!.name, child!.friends.get]).toEqual([
      found,
      `${name} leaf`,
      [found!.parent.get],
    ]);
    const alone = await newEm().load(Item, root.id);
    expect((await alone.children.load()).map(({ id: key }) => key)).toEqual([leaf.id]);
    const page = await newEm().findPage(Item, {}, { orderBy: { name: "ASC" }, first: 1 } as object);
    expect(page.pageInfo.hasNextPage).toBe(true);
    em.delete(found!);
    await em.flush();
    expect(await newEm().findCount(Item, { name: { ne: "" } } as never)).toBe(1);
    expect(await database.query("SELECT count(*)::int AS n FROM canary")).toEqual([{ n: 0 }]);
    await database.query(`DROP SCHEMA ${quoted(schemaName)} CASCADE`);
  });
});
