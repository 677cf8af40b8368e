import type { DbIndex, DbTable } from "kingpost/catalog";
import { describe, expect, it } from "vitest";
import { checkConfig } from "../src/config/checkConfig.ts";
import type { Config, EntityConfig } from "../src/config/Config.ts";
import { schemaOf } from "../src/emit/schema.ts";
import { membersOf, modelOf } from "./modelOf.ts";
import { problemsOf } from "./problemsOf.ts";
import { referenceOf, type ShortTable } from "./schemaOf.ts";

const rows = [{ id: "1", code: "RED", name: "Red" }];
const codes = { code: "text!", name: "text!" };

describe("what is recognised", () => {
  it("R-SCHEMA-2: a table with a key of one column is an entity, whatever the column is called", () => {
    const { entities } = modelOf({
      books: { key: ["book_id"], columns: { book_id: "serial!" } },
      events: { key: ["uid"], columns: { uid: "uuid!" } },
      notes: { key: ["ID"], columns: { ID: "bigint!" } },
    });
    expect(entities.map(({ name, id }) => [name, id])).toEqual([
      [
        "Book",
        {
          column: "book_id",
          key: "int",
          generator: "sequence",
          sequence: "public.books_book_id_seq",
        },
      ],
      ["Event", { column: "uid", key: "uuid", generator: "uuid7", sequence: undefined }],
      ["Note", { column: "ID", key: "bigint", generator: "application", sequence: undefined }],
    ]);
  });

  it("R-SCHEMA-3: a table without a key of one column is no entity, and one warning says why", () => {
    const { entities, warnings } = modelOf({
      logs: { key: [], columns: { line: "text" } },
      pairs: { key: ["a", "b"], columns: { a: "integer!", b: "integer!", c: "text" } },
      prices: { key: ["amount"], columns: { amount: "numeric!" } },
    });
    expect(entities).toEqual([]);
    expect(warnings).toEqual([
      "Table logs is not an entity: it has no primary key, which an entity needs.",
      "Table pairs is not an entity: its primary key has 2 columns and it is no join table; an entity needs a key of one column, beside which these can be unique.",
      "Table prices is not an entity: a key of type numeric makes no ids.",
    ]);
  });

  it("R-SCHEMA-5: id, code, name and no timestamps make an enum, unless it refers to an entity or the configuration says otherwise", () => {
    const tables = {
      colors: { columns: codes, rows },
      shades: { columns: { ...codes, color_id: "-> colors" }, rows },
      sizes: { columns: { ...codes, owner_id: "-> owners" }, rows },
      kinds: { columns: codes, rows },
      owners: { columns: { name: "text", color_id: "-> colors", kind_id: "-> kinds" } },
    };
    const model = modelOf(tables, { entities: { Kind: { kind: "entity" } } });
    expect(model.enums.map(({ name }) => name)).toEqual(["Color", "Shade"]);
    expect(membersOf(model)).toEqual({
      Kind: { code: "primitive", name: "primitive", owners: "o2m Owner.kind" },
      Owner: {
        name: "primitive",
        color: "enum Color",
        kind: "m2o Kind.owners",
        sizes: "o2m Size.owner",
      },
      Size: { code: "primitive", name: "primitive", owner: "m2o Owner.sizes" },
    });
  });

  it("R-SCHEMA-5: what looks like an enum but has more than a thousand rows is an error", () => {
    const many = Array.from({ length: 1001 }, (_, at) => ({
      id: `${at}`,
      code: `C${at}`,
      name: "",
    }));
    expect(problemsOf(() => modelOf({ products: { columns: codes, rows: many } }))).toEqual([
      'Table products looks like an enum but has more than 1000 rows; in the configuration write entities: { Product: { kind: "entity" } }.',
    ]);
  });

  it("R-SCHEMA-6: a join table has two references, a key and at most one timestamp", () => {
    const pair = { book_id: "-> books!", tag_id: "-> tags!" };
    const unique: DbIndex = {
      name: "u",
      method: "btree",
      columns: ["tag_id", "book_id"],
      unique: true,
    };
    const others = { books: {}, tags: {} };
    const isJoin = (table: object): boolean =>
      modelOf({ ...others, things: table }).entities.every(({ name }) => name !== "Thing");
    expect({
      surrogate: isJoin({ columns: pair, indexes: [unique] }),
      pairKey: isJoin({ key: ["book_id", "tag_id"], columns: pair }),
      created: isJoin({ columns: { ...pair, created_at: "timestamp with time zone!" } }),
      updated: isJoin({ columns: { ...pair, updated_at: "timestamp with time zone!" } }),
      position: isJoin({ columns: { ...pair, position: "integer" } }),
      three: isJoin({ columns: { ...pair, other_tag_id: "-> tags" } }),
    }).toEqual({
      surrogate: true,
      pairKey: true,
      created: true,
      updated: false,
      position: false,
      three: false,
    });
  });

  it("R-SCHEMA-6: the configuration may make an entity of what looks like a join table", () => {
    const tables = {
      books: {},
      tags: {},
      uses: { columns: { book_id: "-> books!", tag_id: "-> tags!" } },
    };
    expect(membersOf(modelOf(tables, { entities: { Use: { kind: "entity" } } }))).toEqual({
      Book: { uses: "o2m Use.book" },
      Tag: { uses: "o2m Use.tag" },
      Use: { book: "m2o Book.uses", tag: "m2o Tag.uses" },
    });
  });

  it("R-SCHEMA-6: a join table whose pair is not unique gives a warning", () => {
    const columns = { book_id: "-> books!", tag_id: "-> tags!" };
    expect(modelOf({ books: {}, tags: {}, joins: { columns } }).warnings).toEqual([
      "Join table joins has no unique constraint on its pair of columns: adding twice stores two rows.",
    ]);
  });

  it("R-SCHEMA-9: only a whole, valid, unique index on the column alone makes a one-to-one", () => {
    const index = (more: Partial<DbIndex>): DbIndex => ({
      name: "i",
      method: "btree",
      columns: ["author_id"],
      unique: true,
      ...more,
    });
    const kindWith = (more: Partial<DbIndex>): string =>
      Object.values(
        membersOf(
          modelOf({
            authors: {},
            images: {
              columns: { author_id: "-> authors", size: "integer" },
              indexes: [index(more)],
            },
          }),
        )["Author"]!,
      )[0]!;
    expect({
      plain: kindWith({}),
      partial: kindWith({ where: "size > 0" }),
      expression: kindWith({ hasExpressions: true }),
      invalid: kindWith({ invalid: true }),
      two: kindWith({ columns: ["author_id", "size"] }),
    }).toEqual({
      plain: "o2o Image.author",
      partial: "o2m Image.author",
      expression: "o2m Image.author",
      invalid: "o2m Image.author",
      two: "o2m Image.author",
    });
  });

  it("R-SCHEMA-1: a schema of the configuration in which there is nothing is a warning", () => {
    const { warnings } = modelOf({ authors: {} }, { schemas: ["public", "slaes"] });
    expect(warnings).toEqual([
      'schemas: nothing is in "slaes"; is the name right, and may this user see what is in it?',
    ]);
  });

  it("R-SCHEMA-11: a reference by several columns makes no relation, and one warning says so", () => {
    const key = referenceOf("lines", "a", "orders");
    const model = modelOf({
      orders: { columns: { a: "integer", b: "integer" } },
      lines: {
        columns: { a: "integer", b: "integer" },
        foreignKeys: [
          { ...key, columns: ["a", "b"], references: { ...key.references, columns: ["a", "b"] } },
        ],
      },
    });
    expect(membersOf(model)["Line"]).toEqual({ a: "primitive", b: "primitive" });
    expect(model.warnings).toEqual([
      "lines (a, b) refers to orders by more than one column, which makes no relation; a column that refers to the key of orders alone would make one.",
    ]);
  });

  it("R-SCHEMA-11: one that narrows the reference of one of its columns is passed over without a warning", () => {
    const [own, tenant] = [
      referenceOf("lines", "order_id", "orders"),
      referenceOf("lines", "tenant_id", "tenants"),
    ];
    const model = modelOf({
      tenants: {},
      orders: { columns: { tenant_id: "-> tenants!" } },
      lines: {
        columns: { tenant_id: "integer", order_id: "integer" },
        foreignKeys: [
          own,
          tenant,
          {
            ...own,
            name: "lines_pair",
            columns: ["tenant_id", "order_id"],
            references: { ...own.references, columns: ["tenant_id", "id"] },
          },
        ],
      },
    });
    const line = model.entities.find(({ name }) => name === "Line");
    // A violation of either is told of the reference.
    expect(line?.foreignKeys).toEqual(expect.arrayContaining([["lines_pair", "order"]]));
    expect([membersOf(model)["Line"], model.warnings]).toEqual([
      { tenant: "m2o Tenant.lines", order: "m2o Order.lines" },
      [],
    ]);
  });

  it("R-SCHEMA-12: a reference to what is no entity leaves the column, and one to an enum makes an enum field", () => {
    const model = modelOf({
      colors: { columns: codes, rows },
      logs: { key: [], columns: { id: "integer" } },
      books: {
        columns: { cover_color_id: "-> colors!", log_id: "-> logs", gone_id: "-> elsewhere" },
      },
    });
    expect(membersOf(model)).toEqual({
      Book: { coverColor: "enum Color", logId: "primitive", goneId: "primitive" },
    });
  });

  it("R-SCHEMA-15: references that are not deferrable are an error or a warning where the configuration asks for it", () => {
    const { name, columns, references } = referenceOf("books", "author_id", "authors");
    const tables = {
      authors: {},
      books: { columns: { author_id: "integer" }, foreignKeys: [{ name, columns, references }] },
    };
    const text =
      "Foreign key books_author_id_fkey of books is not deferrable; make it DEFERRABLE INITIALLY DEFERRED.";
    expect(modelOf(tables).warnings).toEqual([]);
    expect(modelOf(tables, { nonDeferredForeignKeys: "warn" }).warnings).toEqual([text]);
    expect(problemsOf(() => modelOf(tables, { nonDeferredForeignKeys: "error" }))).toEqual([text]);
  });

  it("R-SCHEMA-15: a ring of required references that are checked at once is none of them", () => {
    const immediate = (table: string, target: string, column: string) => {
      const { name, columns, references } = referenceOf(table, column, target);
      return { name, columns, references };
    };
    const ring: Parameters<typeof modelOf>[0] = {
      as: { columns: { one_id: "integer!" }, foreignKeys: [immediate("as", "bs", "one_id")] },
      bs: { columns: { two_id: "integer!" }, foreignKeys: [immediate("bs", "as", "two_id")] },
    };
    expect(modelOf(ring).warnings).toEqual([]);
  });

  it("R-ENUM-3: codes that make no member, or two codes that make one, are errors until the configuration names them", () => {
    const tables = {
      grades: {
        columns: codes,
        rows: [
          { id: "1", code: "1ST", name: "" },
          { id: "2", code: "A_B", name: "" },
          { id: "3", code: "a-b", name: "" },
          { id: "4", code: "??", name: "" },
        ],
      },
    };
    expect(problemsOf(() => modelOf(tables))).toEqual([
      'grades: the code "1ST" makes no name of a member; in the configuration write enums: { Grade: { valueNames: { "1ST": "…" } } }.',
      'grades: the codes "A_B" and "a-b" would both be AB; in the configuration write enums: { Grade: { valueNames: { "a-b": "…" } } }.',
      'grades: the code "??" makes no name of a member; in the configuration write enums: { Grade: { valueNames: { "??": "…" } } }.',
    ]);
    const valueNames = { "1ST": "First", "a-b": "Lower", "??": "Unknown" };
    expect(
      modelOf(tables, { enums: { Grade: { valueNames } } }).enums[0]!.values.map(
        ({ member }) => member,
      ),
    ).toEqual(["First", "AB", "Lower", "Unknown"]);
  });

  it("R-ENUM-2: values come in the order of sort_order, else of id as a number", () => {
    const order = (
      more: Record<string, string>,
      cells: ReadonlyArray<Record<string, string>>,
    ): ReadonlyArray<string> =>
      modelOf({ colors: { columns: { ...codes, ...more }, rows: cells } }).enums[0]!.values.map(
        ({ code }) => code,
      );
    expect(
      order({}, [
        { id: "10", code: "TEN", name: "" },
        { id: "9", code: "NINE", name: "" },
      ]),
    ).toEqual(["NINE", "TEN"]);
    expect(
      order({ sort_order: "integer" }, [
        { id: "1", code: "ONE", name: "", sort_order: "20" },
        { id: "2", code: "TWO", name: "", sort_order: "3" },
      ]),
    ).toEqual(["TWO", "ONE"]);
  });

  it("R-ID-11: without a delimiter tags are letters, and text keys are refused", () => {
    const tables = { books: {}, events: { columns: { id: "uuid!" } }, notes: {} };
    const entities = { Book: { tag: "b2" }, Note: { tag: "n_o" } };
    expect(problemsOf(() => modelOf(tables, { entities }))).toEqual([]);
    expect(problemsOf(() => modelOf(tables, { entities, tagDelimiter: "" }))).toEqual([
      'entities.Book.tag: "b2" is not of letters only, which it must be without a tagDelimiter.',
      'entities.Note.tag: "n_o" is not of letters only, which it must be without a tagDelimiter.',
    ]);
    expect(
      problemsOf(() => modelOf({ codes: { columns: { id: "text!" } } }, { tagDelimiter: "" })),
    ).toEqual(["Code: a text key cannot be told from its tag; set a tagDelimiter."]);
  });

  it.each(["number", "bigint"] as const)(
    "R-ID-1: ids of %s need keys that are numbers",
    (idType) => {
      const tables = { a: { columns: { id: "uuid!" } }, b: { columns: { id: "text!" } }, c: {} };
      expect(problemsOf(() => modelOf(tables, { idType }))).toEqual([
        `A: a uuid key makes no id of idType ${idType}.`,
        `B: a text key makes no id of idType ${idType}.`,
      ]);
    },
  );

  it("R-SEQ-6: the column decides where ids come from, and the configuration may decide otherwise", () => {
    const tables = {
      a: {},
      b: { columns: { id: "uuid!" } },
      c: { columns: { id: "text!" } },
      d: { columns: { id: "bigint! = next_key()" } },
      e: { columns: { id: "integer!" } },
      f: { columns: { id: "uuid! = gen_random_uuid()" } },
    };
    const config = { entities: { F: { idGenerator: "database" } } } as const;
    expect(modelOf(tables, config).entities.map(({ id }) => id.generator)).toEqual([
      "sequence",
      "uuid7",
      "application",
      "database",
      "application",
      "database",
    ]);
    expect(
      problemsOf(() =>
        modelOf(tables, {
          entities: { E: { idGenerator: "sequence" }, A: { idGenerator: "uuid7" } },
        }),
      ),
    ).toEqual([
      "entities.A.idGenerator: id is of type integer, not uuid.",
      "entities.E.idGenerator: id has no sequence.",
    ]);
  });

  it("R-CONF-7: an order by what is no field is an error", () => {
    const tables = { books: { columns: { title: "text", author_id: "-> authors" } }, authors: {} };
    const orderOf = (orderBy: string | ReadonlyArray<string>) => () =>
      modelOf(tables, { entities: { Book: { orderBy } } }).entities[1]!.orderBy;
    expect(orderOf(["title desc", "id"])()).toEqual([
      ["title", "DESC"],
      ["id", "ASC"],
    ]);
    expect(problemsOf(orderOf("titel"))).toEqual([
      'entities.Book.orderBy: "titel" is not a field with an optional ASC or DESC.',
    ]);
  });

  it("R-CONF-7: keys by which input names entities are of fields, one or several", () => {
    const tables = {
      books: { columns: { title: "text", author_id: "-> authors", isbn: "text" } },
      authors: {},
    };
    const keysOf = (uniqueBy: EntityConfig["uniqueBy"]) => () =>
      modelOf(tables, { entities: { Book: { uniqueBy } } }).entities[1]!.uniqueBy;
    expect(
      [undefined, [], "isbn", ["title", "author"], [["isbn"], ["title", "author"]]].map((given) =>
        keysOf(given)(),
      ),
    ).toEqual([[], [], [["isbn"]], [["title", "author"]], [["isbn"], ["title", "author"]]]);
    expect(problemsOf(keysOf(["titel", "id"]))).toEqual([
      'entities.Book.uniqueBy: "titel" is not a field with a column.',
      'entities.Book.uniqueBy: "id" is not a field with a column.',
    ]);
    const model = modelOf(tables, {
      upsert: { allowReparent: true },
      entities: { Book: { uniqueBy: "isbn", uniqueByMatch: "all" } },
    });
    const { settings, entities } = schemaOf(model, "f");
    expect([
      settings.allowReparent,
      entities["Book"]!.uniqueBy,
      entities["Book"]!.uniqueByMatch,
    ]).toEqual([true, [["isbn"]], "all"]);
    expect(
      problemsOf(() =>
        checkConfig({
          upsert: { allowReparent: 1 },
          entities: { A: { uniqueBy: [["x"], 1], uniqueByMatch: "x" } },
        }),
      ),
    ).toEqual([
      "upsert.allowReparent: expected true or false, got 1",
      "entities.A.uniqueBy[1]: expected a list, got 1",
      'entities.A.uniqueByMatch: expected "softDeleted" or "all", got "x"',
    ]);
  });

  describe("nullable foreign keys of one prefix", () => {
    const tables = (checks: DbTable["checks"] = []): Record<string, ShortTable> => ({
      authors: { columns: { name: "text" } },
      books: { columns: { title: "text" } },
      comments: {
        columns: {
          parent_author_id: "-> authors",
          parent_book_id: "-> books",
          text: "text",
        },
        checks,
      },
    });
    const config = (polymorphic: true | "notNull"): Config => ({
      entities: { Comment: { relations: { parent: { polymorphic } } } },
    });
    const suggestion = (count: string): string =>
      `comments: nothing keeps two columns of parent from being set at once; add CHECK (num_nonnulls(parent_author_id, parent_book_id) ${count}).`;

    it("R-SCHEMA-10: are many-to-ones of their own until the configuration says that they are one reference", () => {
      const model = modelOf(tables());
      expect(membersOf(model)["Comment"]).toEqual({
        parentAuthor: "m2o Author.comments",
        parentBook: "m2o Book.comments",
        text: "primitive",
      });
      expect(model.warnings).toEqual([]);
    });

    it("R-SCHEMA-10: are one polymorphic reference then, required with notNull, and each target has the way back", () => {
      const model = modelOf(tables(), config("notNull"));
      const members = membersOf(model);
      expect(members["Comment"]).toEqual({
        parent: "poly parentAuthor parentBook",
        parentAuthor: "m2o Author.comments",
        parentBook: "m2o Book.comments",
        text: "primitive",
      });
      expect([members["Author"]!["comments"], members["Book"]!["comments"]]).toEqual([
        "o2m Comment.parentAuthor",
        "o2m Comment.parentBook",
      ]);
      const isRequired = (polymorphic: true | "notNull"): unknown =>
        modelOf(tables(), config(polymorphic))
          .entities.find(({ name }) => name === "Comment")!
          .fields.find(({ kind }) => kind === "poly");
      expect([isRequired(true), isRequired("notNull")]).toMatchObject([
        { notNull: false },
        { notNull: true },
      ]);
    });

    it("R-SCHEMA-10: come with the CHECK that is missing, and with no warning where it is there", () => {
      const check = (count: string): DbTable["checks"] => [
        {
          name: "comments_parent",
          expression: `(num_nonnulls(parent_author_id, parent_book_id) ${count})`,
        },
      ];
      expect([
        modelOf(tables(), config(true)).warnings,
        modelOf(tables(), config("notNull")).warnings,
        modelOf(tables(check("<= 1")), config(true)).warnings,
        modelOf(tables(check("= 1")), config("notNull")).warnings,
        modelOf(
          tables([{ name: "c", expression: "num_nonnulls(parent_author_id, text) = 1" }]),
          config(true),
        ).warnings,
      ]).toEqual([[suggestion("<= 1")], [suggestion("= 1")], [], [], [suggestion("<= 1")]]);
    });

    it("R-SCHEMA-10: cannot be required one by one, since one is set and the others are not", () => {
      const wrong = tables();
      const comments: ShortTable = {
        columns: { parent_author_id: "-> authors!", parent_book_id: "-> books", text: "text" },
      };
      expect(problemsOf(() => modelOf({ ...wrong, comments }, config(true)))).toEqual([
        "comments.parent_author_id is NOT NULL, so it cannot be one of several ways in which parent leads; drop NOT NULL.",
      ]);
    });
  });

  it("R-WRITE-8: a required reference within a unique value is known by its foreign key, when that is checked at the end of the transaction", () => {
    const deferredOf = (isDeferred: boolean): unknown => {
      const model = modelOf({
        guests: {},
        seats: {
          columns: { guest_id: "integer! unique", other_id: "integer unique", host_id: "integer!" },
          foreignKeys: ["guest_id", "other_id", "host_id"].map((column) => {
            const key = referenceOf("seats", column, "guests");
            const { name, columns, references } = key;
            return isDeferred ? key : { name, columns, references, deferrable: true };
          }),
        },
      });
      const { fields } = model.entities.find(({ name }) => name === "Seat")!;
      return fields.flatMap((field) =>
        field.kind === "m2o" && field.isDeferred ? field.name : [],
      );
    };
    expect([deferredOf(true), deferredOf(false)]).toEqual([["guest"], []]);
  });

  it("R-NAME-8: an array column is of an enum by its comment or by the configuration", () => {
    const tables = {
      color: { columns: codes, rows },
      books: {
        columns: { colors: "integer[]", shades: "integer[]!", sizes: "integer[]" },
        comments: { colors: "Colors of the cover. enum=color" },
      },
    };
    const enumsOf = (config: Config = {}): unknown => membersOf(modelOf(tables, config))["Book"];
    expect(enumsOf()).toEqual({ colors: "enum Color", shades: "primitive", sizes: "primitive" });
    expect(enumsOf({ entities: { Book: { fields: { shades: { enum: "color" } } } } })).toEqual({
      colors: "enum Color",
      shades: "enum Color",
      sizes: "primitive",
    });
    expect(
      problemsOf(() => enumsOf({ entities: { Book: { fields: { shades: { enum: "colour" } } } } })),
    ).toEqual([
      "books.shades cannot hold values of the enum colour: there is no enum table colour.",
    ]);
  });
});
