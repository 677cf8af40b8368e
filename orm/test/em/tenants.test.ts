// Plugins that say which rows a read may give: a tenant filter that no read of entities gets round.
import { AsyncLocalStorage } from "node:async_hooks";
import { type Entity, type EntityMeta, type FindOperation, type FindQuery, Plugin } from "kingpost";
import { loadLens } from "kingpost/lens";
import { describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Critic } from "../schema/entities/Critic.ts";
import { Document } from "../schema/entities/Document.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { Image } from "../schema/entities/Image.ts";
import { Part } from "../schema/entities/Part.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Task } from "../schema/entities/Task.ts";
import { TaskNew } from "../schema/entities/TaskNew.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** What begins with the name of the tenant. */
const named = ["name", "title", "firstName", "fileName", "body"];

/** Lets rows of one tenant through. */
class TenantFilter extends Plugin {
  readonly reads: string[] = [];
  readonly #tenant: () => string;

  constructor(tenant: string | (() => string)) {
    super();
    this.#tenant = typeof tenant === "string" ? () => tenant : tenant;
  }

  override beforeFind(meta: EntityMeta, operation: FindOperation, query: FindQuery): void {
    this.reads.push(`${operation} ${meta.type}`);
    const field = named.find((name) => meta.fields.has(name))!;
    query.where({ [field]: { like: `${this.#tenant()}%` } });
  }
}

function emOf(...plugins: Plugin[]): EntityManager {
  return new EntityManager({}, { driver: database.driver, plugins });
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

/** What a row is called. */
function nameOf(entity: Entity | undefined): string | undefined {
  if (entity === undefined) return undefined;
  const values = entity as unknown as Readonly<Record<string, unknown>>;
  const name = named.map((field) => values[field]).find((value) => typeof value === "string");
  return name as string;
}

function namesOf(entities: ReadonlyArray<Entity>): string[] {
  return entities.map((entity) => nameOf(entity)!);
}

/** The same of each tenant, and relations from each to both: the rows of "one" have odd ids, those of "two" even ones. */
async function givenTenants(): Promise<void> {
  const em = database.newEm();
  const both = <T>(make: (tenant: string) => T): readonly [T, T] => [make("one"), make("two")];
  const publishers = both((t) => em.create(Publisher, { name: `${t} publisher` }));
  const tags = both((t) => em.create(Tag, { name: `${t} tag` }));
  const authors = both((t) => em.create(Author, { firstName: `${t} author`, age: 40 }));
  const books = both((t) => em.create(Book, { title: `${t} book`, author: authors[0] }));
  for (const n of [0, 1] as const) {
    authors[n].publisher.set(publishers[1 - n]);
    authors[n].mentor.set(authors[1 - n]);
    books[n].tags.set([...tags]);
    for (const t of ["one", "two"])
      em.create(Review, { book: books[n], rating: 3, body: `${t} of ${n}` });
  }
  em.create(Image, { fileName: "two file", author: authors[0] });
  const articles = both((t) => em.create(Article, { title: `${t} article`, colors: ["RED"] }));
  for (const parent of articles)
    for (const t of ["one", "two"]) em.create(Comment, { body: `${t} comment`, parent });
  const root = em.create(Folder, { name: "one root" });
  for (const t of ["one", "two"]) {
    const folder = em.create(Folder, { name: `${t} folder`, parent: root });
    em.create(Folder, { name: `one below ${t}`, parent: folder });
  }
  const assembly = em.create(Part, { name: "one assembly" });
  for (const t of ["one", "two"]) {
    const part = em.create(Part, { name: `${t} part` });
    part.components.add(em.create(Part, { name: `one in ${t}` }));
    assembly.components.add(part);
  }
  for (const t of ["one", "two"]) newDocument(em, { title: `${t} document`, body: `body of ${t}` });
  const group = em.create(PublisherGroup, { name: "one group" });
  for (const t of ["one", "two"])
    group.followers.add(em.create(Critic, { name: `${t} critic`, group }));
  for (const t of ["one", "two"]) {
    em.create(Dog, { name: `${t} dog`, breed: "b" });
    em.create(TaskNew, { name: `${t} task`, newScore: 1 });
  }
  await em.flush();
}

type Read = (em: EntityManager) => Promise<unknown>;

const notFound = "NOT_FOUND";

/** The code of what a read rejects with. */
function refused(read: Read): Read {
  return (em) =>
    read(em).then(
      () => "found",
      (error: unknown) => (error as { code: string }).code,
    );
}

const author = (em: EntityManager): Promise<Author> => em.load(Author, "a:1");
const ofAuthor =
  (read: (author: Author, em: EntityManager) => Promise<unknown>): Read =>
  async (em) =>
    read(await author(em), em);

/** Every way to entities, with the names of what it gives to tenant one and the operation that plugins see. */
const reads: ReadonlyArray<readonly [path: string, read: Read, result: unknown, last: string]> = [
  ["em.load", refused((em) => em.load(Author, "a:2")), notFound, "load Author"],
  [
    "em.load with a hint",
    refused((em) => em.load(Author, "a:2", { books: "reviews" })),
    notFound,
    "load Author",
  ],
  ["em.loadAll", refused((em) => em.loadAll(Author, ["a:1", "a:2"])), notFound, "load Author"],
  [
    "em.loadAllIfExists",
    async (em) => namesOf(await em.loadAllIfExists(Author, ["a:1", "a:2"])),
    ["one author"],
    "load Author",
  ],
  ["em.find", async (em) => namesOf(await em.find(Author, {})), ["one author"], "find Author"],
  [
    "em.find by a relation",
    async (em) => namesOf(await em.find(Book, { author: { age: 40 } })),
    ["one book"],
    "find Book",
  ],
  [
    "em.find with LEFT JOINs",
    async (em) =>
      namesOf(
        await em.find(Book, { tags: { name: { like: "%tag" } } }, { optimizeJoinsToExists: false }),
      ),
    ["one book"],
    "find Book",
  ],
  [
    "em.findOne",
    async (em) => nameOf(await em.findOne(Author, { age: 40 })),
    "one author",
    "find Author",
  ],
  [
    "em.findOneOrFail",
    refused((em) => em.findOneOrFail(Author, { firstName: "two author" })),
    notFound,
    "find Author",
  ],
  ["em.findCount", (em) => em.findCount(Author, {}), 1, "findCount Author"],
  ["em.findIds", (em) => em.findIds(Author, {}), ["a:1"], "findIds Author"],
  [
    "em.findByUnique",
    (em) => em.findByUnique(Publisher, { name: "two publisher" }),
    undefined,
    "findByUnique Publisher",
  ],
  [
    "em.findPage",
    async (em) => namesOf((await em.findPage(Author, {}, { first: 5 })).nodes),
    ["one author"],
    "findPage Author",
  ],
  [
    "a page's count",
    async (em) => (await em.findPage(Author, {}, { first: 0 })).totalCount(),
    1,
    "findCount Author",
  ],
  [
    "em.stream",
    async (em) => namesOf(await all(em.stream(Author, {}))),
    ["one author"],
    "stream Author",
  ],
  [
    "em.streamBatches",
    async (em) => (await all(em.streamBatches(Author, {}, { batchSize: 1 }))).map(namesOf),
    [["one author"]],
    "stream Author",
  ],
  [
    "a cursor",
    async (em) => namesOf(await all(em.stream(Author, {}, { strategy: "cursor" }))),
    ["one author"],
    "stream Author",
  ],
  [
    "em.findOrCreate",
    async (em) => nameOf(await em.findOrCreate(Author, { age: 40 }, { firstName: "one new" })),
    "one author",
    "find Author",
  ],
  [
    "em.findWithNewOrChanged",
    async (em) => namesOf(await em.findWithNewOrChanged(Author, { age: 40 })),
    ["one author"],
    "find Author",
  ],
  [
    "a one-to-many",
    ofAuthor(async ({ books }) => namesOf(await books.load())),
    ["one book"],
    "o2m-load Book",
  ],
  ["a child by id", ofAuthor(({ books }) => books.find("b:2")), undefined, "o2m-find Book"],
  ["a one-to-one", ofAuthor(({ image }) => image.load()), undefined, "o2o-load Image"],
  ["a many-to-one", refused(ofAuthor(({ mentor }) => mentor.load())), notFound, "load Author"],
  [
    "a many-to-many",
    async (em) => namesOf(await (await em.load(Book, "b:1")).tags.load()),
    ["one tag"],
    "m2m-load Tag",
  ],
  [
    "a member by id",
    async (em) => (await em.load(Book, "b:1")).tags.find("t:2"),
    undefined,
    "m2m-load Tag",
  ],
  [
    "a member in memory",
    async (em) => {
      const [tag] = em.hydrate(Tag, [{ id: 2, name: "handed in" }]);
      return (await em.load(Book, "b:1")).tags.includes(tag!);
    },
    false,
    "m2m-load Tag",
  ],
  [
    "a polymorphic reference",
    refused(async (em) => (await em.load(Comment, "cm:3")).parent.load()),
    notFound,
    "load Article",
  ],
  [
    "the other side of one",
    async (em) => namesOf(await (await em.findOneOrFail(Article, {})).comments.load()),
    ["one comment"],
    "o2m-load Comment",
  ],
  [
    "a recursive collection",
    async (em) => namesOf(await (await em.load(Folder, "f:1")).childrenRecursive.load()).toSorted(),
    ["one below one", "one folder"],
    "recursive-children Folder",
  ],
  [
    "some levels of one",
    async (em) =>
      namesOf(
        await (await em.load(Folder, "f:1")).childrenRecursive.load({ maxDepth: 2 }),
      ).toSorted(),
    ["one below one", "one folder"],
    "recursive-children Folder",
  ],
  [
    "parents, over and over",
    refused(async (em) => (await em.load(Folder, "f:5")).parentsRecursive.load()),
    notFound,
    "recursive-parents Folder",
  ],
  [
    "a recursive many-to-many",
    async (em) =>
      namesOf(await (await em.load(Part, "pt:1")).componentsRecursive.load()).toSorted(),
    ["one in one", "one part"],
    "recursive-m2m Part",
  ],
  [
    "a lazy column",
    async (em) => (await em.load(Document, "d:1")).body.load(),
    "body of one",
    "lazy-column Document",
  ],
  [
    "a lazy column of a row that was handed in",
    refused(async (em) => em.hydrate(Document, [{ id: 2, title: "handed in" }])[0]!.body.load()),
    notFound,
    "lazy-column Document",
  ],
  [
    "an enum collection of a row that was handed in",
    async (em) => {
      const [{ id } = { id: "" }] = await database.query(
        "SELECT id FROM articles WHERE title = 'two article'",
      );
      return em.hydrate(Article, [{ id, title: "handed in" }])[0]!.colors.load();
    },
    [],
    "enum-load Article",
  ],
  [
    "a large collection's count",
    async (em) => (await em.load(PublisherGroup, "pg:1")).critics.count(),
    1,
    "findCount Critic",
  ],
  [
    "a large collection's member",
    async (em) => (await em.load(PublisherGroup, "pg:1")).critics.find("critic:2"),
    undefined,
    "load Critic",
  ],
  [
    "a large collection's page",
    async (em) => namesOf((await (await em.load(PublisherGroup, "pg:1")).critics.page()).nodes),
    ["one critic"],
    "findPage Critic",
  ],
  [
    "a large collection's stream",
    async (em) => namesOf(await all((await em.load(PublisherGroup, "pg:1")).followers.stream())),
    ["one critic"],
    "stream Critic",
  ],
  [
    "a large many-to-many's count",
    async (em) => (await em.load(PublisherGroup, "pg:1")).followers.count(),
    1,
    "findCount Critic",
  ],
  [
    "a large many-to-many's member",
    async (em) => (await em.load(PublisherGroup, "pg:1")).followers.find("critic:2"),
    undefined,
    "m2m-find Critic",
  ],
  [
    "a large many-to-many's pair",
    async (em) => {
      const [critic] = em.hydrate(Critic, [{ id: 2, name: "handed in" }]);
      return (await em.load(PublisherGroup, "pg:1")).followers.includes(critic!);
    },
    false,
    "m2m-find Critic",
  ],
  [
    "em.refresh",
    async (em) => {
      const [tag] = em.hydrate(Tag, [{ id: 2, name: "handed in" }]);
      await em.refresh();
      return tag!.isDeletedEntity;
    },
    true,
    "refresh Tag",
  ],
  [
    "a lens",
    ofAuthor(async (one) => namesOf(await loadLens(one, (a) => a.books.reviews))),
    ["one of 0"],
    "o2m-load Review",
  ],
  [
    "a lens in one statement",
    ofAuthor(async (one) => namesOf(await loadLens(one, (a) => a.books.reviews, { sql: true }))),
    ["one of 0"],
    "find Review",
  ],
  [
    "em.populate",
    ofAuthor(async (one, em) => {
      const { books } = await em.populate(one, { books: ["tags", "reviews"] });
      return books.get.map(({ tags, reviews }) => [namesOf(tags.get), namesOf(reviews.get)]);
    }),
    [[["one tag"], ["one of 0"]]],
    "o2m-load Review",
  ],
  [
    "a find's populate",
    async (em) => {
      const [tag] = await em.find(Tag, {}, { populate: { books: { author: "books" } } });
      return tag!.books.get.map((book) => namesOf(book.author.get.books.get));
    },
    [["one book"]],
    "o2m-load Book",
  ],
  [
    "a load's preload",
    async (em) => {
      const { books } = await em.load(Author, "a:1", { books: ["reviews"] });
      return books.get.map(({ reviews }) => namesOf(reviews.get));
    },
    [["one of 0"]],
    "o2m-load Review",
  ],
  [
    "forceReload",
    ofAuthor(async ({ books }) => {
      await books.load();
      return namesOf(await books.load({ forceReload: true }));
    }),
    ["one book"],
    "o2m-load Book",
  ],
  [
    "a type of a hierarchy of tables",
    async (em) => namesOf(await em.find(Animal, {})),
    ["one dog"],
    "find Animal",
  ],
  ["a subtype by id", refused((em) => em.load(Dog, "an:2")), notFound, "load Animal"],
  [
    "a type of a shared table",
    async (em) => namesOf(await em.find(Task, {})),
    ["one task"],
    "find Task",
  ],
  ["its subtype by id", refused((em) => em.load(TaskNew, "task:2")), notFound, "load Task"],
  [
    "a bulk operation",
    async (em) => (await em.deleteAll(Review, {}, { all: true, returning: "ids" })).ids,
    ["r:1", "r:3"],
    "bulk Review",
  ],
];

describe("a tenant filter", () => {
  it.each(reads)("R-PLUG-2 holds for %s", async (_, read, result, last) => {
    await givenTenants();
    const filter = new TenantFilter("one");
    const em = emOf(filter);
    expect(await read(em)).toEqual(result);
    expect(filter.reads.at(-1)).toBe(last);
    expect(namesOf(em.entities).filter((name) => name.startsWith("two"))).toEqual([]);
  });

  it("R-PLUG-3 plugins are told of every operation by its name", async () => {
    await givenTenants();
    const filter = new TenantFilter("one");
    for (const [, read] of reads) await read(emOf(filter));
    const operations: Record<FindOperation, true> = {
      bulk: true,
      "enum-load": true,
      find: true,
      findByUnique: true,
      findCount: true,
      findIds: true,
      findPage: true,
      "lazy-column": true,
      lens: true,
      load: true,
      "m2m-find": true,
      "m2m-load": true,
      "o2m-find": true,
      "o2m-load": true,
      "o2o-load": true,
      "recursive-children": true,
      "recursive-m2m": true,
      "recursive-parents": true,
      refresh: true,
      stream: true,
    };
    const seen = new Set(filter.reads.map((line) => line.split(" ")[0]!));
    expect([...seen].toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  it("R-PLUG-2 stands in finds beside their filters, and in loads as a list of ids", async () => {
    await givenTenants();
    const em = emOf(new TenantFilter("one"));
    const statements = await database.recorded(async () => {
      const one = await em.load(Author, "a:1");
      await one.books.load();
      await (await em.load(Book, "b:1")).tags.load();
      await em.findIds(Author, { age: 40 });
    });
    const sent = statements.map(({ text, values }) => [shortened(text), ...values]);
    expect(sent).toEqual([
      [
        'SELECT … FROM "public"."authors" AS t WHERE t."id" = $1::integer AND t."id" IN (SELECT a."id" FROM "public"."authors" AS a WHERE a."first_name" LIKE $2::text)',
        "1",
        "one%",
      ],
      [
        'SELECT … FROM "public"."books" AS t WHERE t."author_id" = $1::integer AND t."id" IN (SELECT b."id" FROM "public"."books" AS b WHERE b."title" LIKE $2::text)',
        "1",
        "one%",
      ],
      [
        'SELECT …, j."book_id" FROM "public"."books_to_tags" AS j JOIN "public"."tags" AS t ON t."id" = j."tag_id" WHERE j."book_id" = $1::integer AND t."id" IN (SELECT t."id" FROM "public"."tags" AS t WHERE t."name" LIKE $2::text) ORDER BY t."id"',
        "1",
        "one%",
      ],
      [
        'SELECT a."id" FROM "public"."authors" AS a WHERE a."age" = $1::integer AND a."first_name" LIKE $2::text ORDER BY a."id" ASC',
        "40",
        "one%",
      ],
    ]);
  });

  it("R-PLUG-2 stands in every level of a preload, which stays one round trip", async () => {
    await givenTenants();
    const em = emOf(new TenantFilter("one"));
    const statements = await database.recorded(() =>
      em.load(Author, "a:1", { books: ["reviews"] }),
    );
    expect(database.driver.roundTrips).toBe(1);
    const authors = 'SELECT a."id" FROM "public"."authors" AS a WHERE a."first_name" LIKE $2::text';
    const owners = `= ANY(ARRAY(SELECT t."id" FROM "public"."authors" AS t WHERE t."id" = $1::integer AND t."id" IN (${authors})))`;
    const books = 'SELECT b."id" FROM "public"."books" AS b WHERE b."title" LIKE $3::text';
    expect(statements.map(({ text, values }) => [shortened(text), values])).toEqual([
      [
        `SELECT … FROM "public"."authors" AS t WHERE t."id" = $1::integer AND t."id" IN (${authors})`,
        ["1", "one%"],
      ],
      [
        `SELECT … FROM "public"."books" AS t WHERE t."author_id" ${owners} AND t."id" IN (${books})`,
        ["1", "one%", "one%"],
      ],
      [
        `SELECT … FROM "public"."reviews" AS t WHERE t."book_id" = ANY(ARRAY(SELECT t."id" FROM "public"."books" AS t WHERE t."author_id" ${owners} AND t."id" IN (${books}))) AND t."id" IN (SELECT r."id" FROM "public"."reviews" AS r WHERE r."body" LIKE $4::text)`,
        ["1", "one%", "one%", "one%"],
      ],
    ]);
  });

  it("R-PLUG-2 keeps what hangs on rows that it refuses out of preloads and lenses", async () => {
    await givenTenants();
    class BooksOnly extends TenantFilter {
      override beforeFind(
        ...[meta, operation, query]: Parameters<TenantFilter["beforeFind"]>
      ): void {
        if (meta.type === "Book") super.beforeFind(meta, operation, query);
      }
    }
    const preloaded = emOf(new BooksOnly("one"));
    await preloaded.load(Author, "a:1", { books: { reviews: {}, tags: "books" } });
    expect(namesOf(preloaded.getEntities(Review))).toEqual(["one of 0", "two of 0"]);
    const em = emOf(new BooksOnly("one"));
    const reviews = await (
      await em.load(Author, "a:1")
    ).load((a) => a.books.reviews, { sql: true });
    expect(namesOf(reviews)).toEqual(["one of 0", "two of 0"]);
  });

  it("R-PLUG-2 has ems of different tenants send statements of their own, of one text", async () => {
    await givenTenants();
    const ems = [emOf(new TenantFilter("one")), emOf(new TenantFilter("two"))];
    const statements = await database.recorded(() =>
      Promise.all(ems.map((em) => em.find(Author, { age: 40 }))),
    );
    expect(statements.map(({ values }) => values)).toEqual([
      ["40", "one%"],
      ["40", "two%"],
    ]);
    expect(new Set(statements.map(({ text }) => text)).size).toBe(1);
    expect(ems.map((em) => namesOf(em.entities))).toEqual([["one author"], ["two author"]]);
  });

  it("R-PLUG-2 reads of one tick that are changed alike stay one statement, and a populate asks once", async () => {
    await givenTenants();
    const filter = new TenantFilter("one");
    const em = emOf(filter);
    const found = await Promise.all(
      ["one publisher", "two publisher", "one more"].map((name) =>
        em.findByUnique(Publisher, { name }),
      ),
    );
    expect(found.map(nameOf)).toEqual(["one publisher", undefined, undefined]);
    const names = ["one author", "two author"];
    const statements = await database.statements(async () => {
      await Promise.all(names.map((firstName) => em.find(Author, { firstName })));
      await Promise.all(["b:1", "b:2"].map((id) => em.load(Book, id).catch(() => undefined)));
    });
    expect(statements.length).toBe(2);
    const folders = emOf(filter);
    const tree = await folders.find(Folder, {});
    filter.reads.length = 0;
    await folders.populate(tree, "children");
    expect([tree.length, filter.reads]).toEqual([4, ["o2m-load Folder"]]);
  });

  it("R-PLUG-2 reads of one tick that are changed differently are not one statement, whoever asked for them", async () => {
    await givenTenants();
    const tenant = new AsyncLocalStorage<string>();
    const em = emOf(new TenantFilter(() => tenant.getStore() ?? "nobody"));
    const both = <R>(read: (id: string) => Promise<R>): Promise<R[]> =>
      Promise.all([tenant.run("one", () => read("1")), tenant.run("two", () => read("2"))]);
    const statements = await database.recorded(async () => {
      await both((id) => em.load(Author, `a:${id}`));
      await both((id) =>
        em.load(Book, `b:${id}`, id === "1" ? { tags: "books" } : { reviews: "book" }),
      );
    });
    expect(statements.map(({ operation, values }) => [operation, ...values]))
      .toMatchInlineSnapshot(`
        [
          [
            "load Author",
            "1",
            "one%",
          ],
          [
            "load Author",
            "2",
            "two%",
          ],
          [
            "load Book",
            "1",
            "one%",
          ],
          [
            "load Book.tags",
            "1",
            "one%",
            "one%",
          ],
          [
            "load Tag.books",
            "1",
            "one%",
            "one%",
            "one%",
          ],
          [
            "load Book",
            "2",
            "two%",
          ],
          [
            "load Book.reviews",
            "2",
            "two%",
            "two%",
          ],
        ]
      `);
    expect(namesOf(em.entities).toSorted()).toEqual([
      "one author",
      "one book",
      "one tag",
      "two author",
      "two book",
      "two of 1",
    ]);
  });
});

describe("plugins that are asked before reads", () => {
  it("R-PLUG-2 that add nothing change no statement", async () => {
    class Silent extends Plugin {
      override beforeFind(): void {
        // It only listens.
      }
    }
    await givenTenants();
    const sent = async (plugins: Plugin[]): Promise<unknown[]> => {
      const lines: unknown[] = [];
      for (const [path, read] of reads) {
        const statements = await database.recorded(() =>
          read(emOf(...plugins)).catch(() => undefined),
        );
        lines.push([
          path,
          database.driver.roundTrips,
          ...statements.map(({ text, values }) => [text, values]),
        ]);
      }
      return lines;
    };
    expect(await sent([new Silent()])).toEqual(await sent([]));
  });

  it("R-PLUG-2 fail the read that they throw at, and no other", async () => {
    await givenTenants();
    class NoBooks extends Plugin {
      override beforeFind(meta: EntityMeta): void {
        if (meta.type === "Book") throw new RangeError("no books");
      }
    }
    const em = emOf(new NoBooks());
    const one = await em.load(Author, "a:1");
    const outcomes = await Promise.allSettled([
      one.books.load(),
      em.load(Book, "b:1"),
      em.loadAll(Book, ["b:1", "b:2"]),
      em.find(Book, {}),
      em.load(Author, "a:2", "books"),
      em.populate(one, { mentor: {}, books: "tags" }),
      em.load(Author, "a:2"),
      em.find(Tag, {}),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 6 }, () => "rejected"),
      "fulfilled",
      "fulfilled",
    ]);
    await expect(one.books.load()).rejects.toThrow(new RangeError("no books"));
    expect(em.getEntities(Book)).toEqual([]);
  });

  it("R-PLUG-2 add to each other's conditions, and orders behind the one that was asked for", async () => {
    class Order extends Plugin {
      override beforeFind(_: EntityMeta, operation: FindOperation, query: FindQuery): void {
        query.orderBy({ firstName: "DESC" });
        if (operation === "findCount") query.where({ age: { gt: 30 } });
      }
    }
    await givenTenants();
    const em = emOf(new Order());
    expect(namesOf(await em.find(Author, {}))).toEqual(["two author", "one author"]);
    expect(namesOf(await em.find(Author, {}, { orderBy: { id: "ASC" } }))).toEqual([
      "one author",
      "two author",
    ]);
    em.addPlugin(new TenantFilter("one"));
    const [statement] = await database.statements(() => em.findCount(Author, {}));
    expect(statement).toBe(
      'SELECT count(*) FROM "public"."authors" AS a WHERE a."age" > $1::integer AND a."first_name" LIKE $2::text',
    );
    // A count of everything still counts what the next flush adds.
    em.create(Author, { firstName: "one more" });
    expect(await em.findCount(Author, {})).toBe(2);
  });

  it("R-PLUG-2 have to know what they ask for, and to ask it in time", async () => {
    const query = (add: (query: FindQuery) => unknown): Plugin => {
      class Adding extends Plugin {
        override beforeFind(_: EntityMeta, __: FindOperation, asked: FindQuery): void {
          return add(asked) as undefined;
        }
      }
      return new Adding();
    };
    const messages: string[] = [];
    for (const plugin of [
      query((asked) => asked.where({ age: undefined })),
      query((asked) => asked.where({ or: [{ publisher: { name: undefined } }, { age: 1 }] })),
      query((asked) => asked.where({})),
      query((asked) => asked.where({ nam: "x" })),
      query(async (asked) => Promise.resolve().then(() => asked.where({ age: 1 }))),
    ])
      for (const read of [(em: EntityManager) => em.find(Author, {}), author])
        messages.push(await read(emOf(plugin)).then(() => "found", String));
    expect(messages).toMatchInlineSnapshot(`
      [
        "InvalidFilterError: Invalid filter on Author: age is undefined: a plugin has to know what it asks for",
        "InvalidFilterError: Invalid filter on Author: age is undefined: a plugin has to know what it asks for",
        "InvalidFilterError: Invalid filter on Author: or.0.publisher.name is undefined: a plugin has to know what it asks for",
        "InvalidFilterError: Invalid filter on Author: or.0.publisher.name is undefined: a plugin has to know what it asks for",
        "InvalidFilterError: Invalid filter on Author: asks for nothing, as added by a plugin",
        "InvalidFilterError: Invalid filter on Author: asks for nothing, as added by a plugin",
        "InvalidFilterError: Invalid filter on Author: nam is not a field of Author, did you mean as?",
        "InvalidFilterError: Invalid filter on Author: nam is not a field of Author, did you mean as?",
        "InvalidFilterError: Invalid filter on Author: a plugin's beforeFind has to add what it adds before it returns",
        "InvalidFilterError: Invalid filter on Author: a plugin's beforeFind has to add what it adds before it returns",
      ]
    `);
  });
});

/** Without the columns of an entity. */
function shortened(text: string): string {
  return text.replace(/^SELECT t\.[^ ,]*(, t\.[^ ,]*)*/, "SELECT …");
}
