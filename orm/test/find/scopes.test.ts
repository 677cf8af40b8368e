import { isScope, or, resolveScope, aliases } from "kingpost";
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Club } from "../schema/entities/Club.ts";
import { readerScope } from "../schema/entities/codegen/ReaderCodegen.ts";
import { Loan } from "../schema/entities/Loan.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Shelf } from "../schema/entities/Shelf.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const shelf = em.create(Shelf, { room: "north", position: 1 });
  const ann = em.create(Reader, {
    email: "a",
    name: "Ann",
    weight: 90,
    favoriteColor: "RED",
    shelf,
  });
  const bob = em.create(Reader, { email: "b", name: "Bob", weight: 80, favoriteColor: "BLUE" });
  const cyd = em.create(Reader, { email: "c", name: "Cyd", weight: 60, favoriteColor: "RED" });
  em.create(Reader, { email: "d", name: "Dan", weight: 99, deletedAt: new Date(0) });
  em.create(Loan, { reader: ann, title: "t1" });
  em.create(Loan, { reader: cyd, title: "t2" });
  em.create(Club, { name: "c1", readers: [ann, bob] });
  em.create(Club, { name: "c2", readers: [cyd] });
  await em.flush();
});

const namesOf = (readers: ReadonlyArray<Reader>): string[] => readers.map(({ name }) => name);

const selectReaders =
  'SELECT r."id", r."email", r."name", r."joined_at", r."score", r."weight", r."shelf_id", r."favorite_color_id", r."deleted_at", r."version", r."created_at", r."updated_at" FROM "public"."readers" AS r';

describe("scopes", () => {
  it("R-SCOPE-1 are made of a filter, a condition on an alias, conditions, or both with aliases of their own", async () => {
    const em = database.newEm();
    expect(namesOf(await Reader.shelved.find(em))).toEqual(["Ann"]);
    expect(namesOf(await Reader.heavy.find(em))).toEqual(["Ann", "Bob"]);
    const [r, l] = aliases(Reader, Loan);
    const lent = readerScope({
      where: { as: r, loans: { as: l } },
      conditions: or(l.title.eq("t2"), r.name.eq("nobody")),
    } as never);
    expect(namesOf(await lent.find(em))).toEqual(["Cyd"]);
    const either = readerScope((a) => or(a.name.eq("Bob"), a.weight.lt(70)));
    expect(namesOf(await either.find(em))).toEqual(["Bob", "Cyd"]);
  });

  it("R-SCOPE-1 with parameters are called where they are used", async () => {
    const em = database.newEm();
    expect(namesOf(await Reader.named("Bob").find(em))).toEqual(["Bob"]);
    expect(namesOf(await Reader.heavy.named("Bob").find(em))).toEqual(["Bob"]);
    expect(namesOf(await Reader.heavy.named("Cyd").find(em))).toEqual([]);
  });

  it("R-SCOPE-2 chain by name in any order, combine with AND, and may name what is declared later", async () => {
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      expect(namesOf(await Reader.heavyRed.find(em))).toEqual(["Ann"]);
      expect(namesOf(await Reader.red.heavy.find(em))).toEqual(["Ann"]);
    });
    expect(sent.map(({ text, values }) => [text, values])).toEqual([
      [
        `${selectReaders} WHERE r."weight" >= $1::double precision AND r."favorite_color_id" = $2::integer AND r."deleted_at" IS NULL ORDER BY r."id" ASC`,
        ["80", "1"],
      ],
      [
        `${selectReaders} WHERE r."favorite_color_id" = $1::integer AND r."weight" >= $2::double precision AND r."deleted_at" IS NULL ORDER BY r."id" ASC`,
        ["1", "80"],
      ],
    ]);
  });

  it("R-SCOPE-2 never change: what is added to one is in another", async () => {
    const em = database.newEm();
    const heavy = Reader.heavy;
    expect(namesOf(await heavy.where({ name: "Bob" }).limit(1).find(em))).toEqual(["Bob"]);
    expect(namesOf(await heavy.find(em))).toEqual(["Ann", "Bob"]);
    expect(() => ((heavy as unknown as { name: string }).name = "x")).toThrow(TypeError);
  });

  it("R-SCOPE-3 where adds, orderBy accumulates, of limit, offset and softDeletes the last counts", async () => {
    const em = database.newEm();
    const all = readerScope({});
    const ordered = all.orderBy({ favoriteColor: "ASC" }).orderBy({ weight: "DESC" });
    expect(namesOf(await ordered.find(em))).toEqual(["Bob", "Ann", "Cyd"]);
    expect(namesOf(await ordered.limit(1).limit(2).offset(1).find(em))).toEqual(["Ann", "Cyd"]);
    expect(namesOf(await all.softDeletes("include").find(em))).toEqual([
      "Ann",
      "Bob",
      "Cyd",
      "Dan",
    ]);
    const where = all.where({ weight: { lt: 95 } }).where((a) => a.name.ne("Cyd"));
    expect(namesOf(await where.find(em))).toEqual(["Ann", "Bob"]);
  });

  it("R-SCOPE-4 find as the em does, and what is given there takes the place of the scope's", async () => {
    const em = database.newEm();
    expect(namesOf(await Reader.lightest.find(em))).toEqual(["Cyd"]);
    expect(namesOf(await Reader.lightest.find(em, { limit: 2 }))).toEqual(["Cyd", "Bob"]);
    const heaviest = { orderBy: { weight: "DESC" } } as const;
    expect(namesOf(await Reader.lightest.find(em, heaviest))).toEqual(["Ann"]);
    expect((await Reader.lightest.findOne(em))?.name).toBe("Cyd");
    expect(
      (await Reader.named("Ann").findOneOrFail(em, { populate: "loans" })).loans.get.length,
    ).toBe(1);
    await expect(Reader.heavy.findOne(em)).rejects.toMatchObject({ code: "TOO_MANY" });
    await expect(Reader.named("x").findOneOrFail(em)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await Reader.heavy.findCount(em)).toBe(2);
    expect(await Reader.heavy.findIds(em)).toEqual(["reader:1", "reader:2"]);
    const page = await Reader.heavy.orderBy({ weight: "ASC" }).findPage(em, { first: 1 });
    expect([namesOf(page.nodes), page.pageInfo.hasNextPage, await page.totalCount()]).toEqual([
      ["Bob"],
      true,
      2,
    ]);
    const streamed: string[] = [];
    for await (const { name } of Reader.heavy.stream(em)) streamed.push(name);
    expect(streamed).toEqual(["Ann", "Bob"]);
  });

  it("R-SCOPE-4, R-BULK-1 update and delete what is of the scope, and refuse one that is cut", async () => {
    const em = database.newEm();
    const scope = readerScope({ name: "Ann" });
    expect(await scope.updateAll(em, { score: "7" }, { returning: "ids" })).toMatchObject({
      count: 1,
    });
    await expect(scope.limit(1).deleteAll(em)).rejects.toThrow(
      "Invalid filter on Reader: limit is nothing that a bulk operation takes",
    );
    expect(await database.query("SELECT score FROM readers WHERE name = 'Ann'")).toEqual([
      { score: "7" },
    ]);
    expect(await readerScope({ name: "nobody" }).deleteAll(em)).toEqual({ count: 0 });
  });

  it("R-SCOPE-4 toFindArgs gives what em.find takes", async () => {
    const em = database.newEm();
    const { where, ...settings } = Reader.red.lightest.toFindArgs();
    expect(settings).toEqual({ orderBy: [{ weight: "ASC" }], limit: 1 });
    expect(resolveScope(Reader.red.lightest)).toEqual({ where, ...settings });
    expect(namesOf(await em.find(Reader, where, settings))).toEqual(["Cyd"]);
  });

  it("R-SCOPE-5 a scope is a filter, alone, nested, and under or and not; nested, its order and limit do not apply", async () => {
    const em = database.newEm();
    expect(namesOf(await em.find(Reader, Reader.heavy))).toEqual(["Ann", "Bob"]);
    const titles = (await em.find(Loan, { reader: Reader.heavy })).map(({ title }) => title);
    expect(titles).toEqual(["t1"]);
    expect((await em.find(Loan, { reader: Reader.lightest })).length).toBe(2);
    const clubs = async (where: Parameters<typeof em.find<Club>>[1]): Promise<string[]> =>
      (await em.find(Club, where)).map(({ name }) => name);
    expect(await clubs({ readers: Reader.heavy })).toEqual(["c1"]);
    expect(await clubs({ readers: Reader.red })).toEqual(["c1", "c2"]);
    expect(namesOf(await em.find(Reader, { not: Reader.heavy }))).toEqual(["Cyd"]);
    const either = { or: [Reader.heavyRed, Reader.named("Cyd")] };
    expect(namesOf(await em.find(Reader, either))).toEqual(["Ann", "Cyd"]);
    expect(await em.findCount(Reader, { and: [Reader.heavy, Reader.heavy] })).toBe(2);
  });

  it("R-SCOPE-5 finds by scopes that differ are told apart, and those of one shape share a statement", async () => {
    const em = database.newEm();
    const lighter = readerScope.fn((than: number) => (a) => a.weight.lt(than));
    const heavier = readerScope.fn((than: number) => (a) => a.weight.gt(than));
    let found: string[][] = [];
    const sent = await database.recorded(async () => {
      const lists = await Promise.all([
        lighter(70).find(em),
        heavier(85).find(em),
        lighter(85).find(em),
      ]);
      found = lists.map(namesOf);
    });
    expect(found).toEqual([["Cyd"], ["Ann"], ["Bob", "Cyd"]]);
    expect(sent.length).toBe(2);
  });

  it("R-SCOPE-5 awaiting a scope gives the scope", async () => {
    const awaited = await (Reader.heavy as unknown as Promise<unknown>);
    expect(isScope(awaited)).toBe(true);
  });

  it("R-SCOPE-6 tells whether an entity in memory is of it, by fields and loaded references", async () => {
    const em = database.newEm();
    const [ann, bob] = await em.find(Reader, {}, { populate: "shelf" });
    expect([Reader.heavyRed.matches(ann!), Reader.heavyRed.matches(bob!)]).toEqual([true, false]);
    expect([Reader.shelved.matches(ann!), Reader.shelved.matches(bob!)]).toEqual([true, false]);
    expect(Reader.named("Ann").matches(ann!)).toBe(true);
    ann!.weight = 10;
    bob!.weight = undefined;
    expect([Reader.heavy.matches(ann!), Reader.heavy.matches(bob!)]).toEqual([false, false]);
    // Where SQL has NULL, neither a condition nor its opposite holds.
    const notHeavy = readerScope({ not: Reader.heavy });
    expect([notHeavy.matches(ann!), notHeavy.matches(bob!)]).toEqual([true, false]);
    const fresh = em.create(Reader, {
      email: "n",
      name: "new",
      weight: 100,
      shelf: ann!.shelf.get!,
    });
    expect(Reader.heavy.shelved.matches(fresh)).toBe(true);
    expect(readerScope({ shelf: ann!.shelf.get! }).matches(ann!)).toBe(true);
    expect(readerScope({ shelf: null }).matches(bob!)).toBe(true);
  });

  it("R-SCOPE-6 agrees with the database", async () => {
    const em = database.newEm();
    const readers = await em.find(Reader, {}, { populate: "shelf" });
    const scopes = [
      readerScope({ weight: { gt: 60, lte: 90 } }),
      readerScope({ weight: [60, 90] }),
      readerScope({ name: { nin: ["Ann"] } }),
      readerScope({ favoriteColor: { ne: "RED" } }),
      readerScope({ shelf: { room: { ne: "north" } } }),
      readerScope({ email: "A" }),
      readerScope((a) => or(a.weight.between(80, undefined), a.favoriteColor.isNull())),
      readerScope((a) => a.shelf.isNotNull()),
      readerScope({ joinedAt: null }),
    ];
    for (const scope of scopes) {
      const inMemory = readers.filter((reader) => scope.matches(reader));
      expect(inMemory).toEqual(await scope.find(em));
    }
  });

  it.each([
    [() => Reader.lending, "loans is no member of its row"],
    [() => Reader.shelved, "shelf was not loaded"],
    [() => readerScope((a) => a.name.like("A%")), "name.like takes the database"],
    [() => readerScope({ name: { gt: "A" } }), "name.gt takes the database"],
  ])("R-SCOPE-6 refuses to guess: %s", async (scope, reason) => {
    const ann = await database.newEm().load(Reader, "reader:1");
    expect(() => scope().matches(ann)).toThrow(
      `The scope cannot be evaluated on Reader:1: ${reason}`,
    );
  });

  it("R-SCOPE-7 an unknown name, a plain scope that is called and one without its parameters are refused", async () => {
    const em = database.newEm();
    type Any = { find: (em: unknown) => Promise<unknown> };
    const heavy = Reader.heavy as unknown as Record<string, Any & (() => Any)>;
    const refused = async (scope: Any): Promise<unknown> =>
      scope.find(em).then(
        () => undefined,
        ({ message }: Error) => message,
      );
    expect(await refused(heavy["heavi"]!)).toBe(
      "Invalid filter on Reader: heavi is not a scope of Reader, did you mean heavy?",
    );
    expect(await refused(heavy["red"]!())).toBe(
      "Invalid filter on Reader: red takes no parameters: it is not called",
    );
    expect(await refused(heavy["named"]!)).toBe(
      "Invalid filter on Reader: named takes parameters: call it",
    );
    expect(() => (Reader.heavy as unknown as () => void)()).toThrow(
      "Invalid filter on Reader: a scope is not called: it takes no parameters",
    );
    await expect(em.find(Reader, Reader.named as never)).rejects.toThrow(
      "Invalid filter on Reader: a scope of Reader takes parameters: call it",
    );
    await expect(em.find(Author, Reader.heavy as never)).rejects.toThrow(
      "Invalid filter on Author: a scope of Reader does not fit",
    );
  });

  it("R-SCOPE-7 isScope knows scopes from what makes them and from everything else", () => {
    const forged = Object.assign(() => undefined, { parts: [], settings: {} });
    const values = [Reader.heavy, Reader.named("x"), Reader.named, forged, {}, null, "heavy"];
    expect(values.map((value) => isScope(value))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
