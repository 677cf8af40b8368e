import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Image } from "../schema/entities/Image.ts";
import { Loan } from "../schema/entities/Loan.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const onConflict = "load";

/** As another process inserts it between the search and the flush. */
async function insertTag(name: string): Promise<void> {
  await database.query(
    "INSERT INTO tags (id, name, version, created_at, updated_at) VALUES (70, $1, 5, now(), now())",
    [name],
  );
}

async function insertReader(
  values = "score, deleted_at) VALUES (70, 'ann@x.org', 'Theirs', 5, now(), now(), '2.5', NULL",
): Promise<void> {
  await database.query(
    `INSERT INTO readers (id, email, name, version, created_at, updated_at, ${values})`,
  );
}

describe("findOrCreate with onConflict: load", () => {
  it("R-FOC-7, R-UPS-16 without a race the INSERT says ON CONFLICT DO NOTHING, in the one round trip of the flush", async () => {
    const em = database.newEm();
    const tag = await em.findOrCreate(Tag, { name: "sea" }, {}, undefined, { onConflict });
    await em.assignNewIds();
    const sent = await database.statements(() => em.flush());
    expect(sent).toEqual([
      `WITH given AS (SELECT * FROM unnest($1::integer[], $2::text[], $3::integer[]) AS given(c0, c1, c2)), written AS (INSERT INTO "public"."tags" ("id", "name", "version", "created_at", "updated_at") SELECT c0, c1, c2, $4::timestamptz, $5::timestamptz FROM given ON CONFLICT ("name") DO NOTHING RETURNING "id" AS id) SELECT written.*, CASE WHEN there.rows IS NOT NULL THEN ('kingpost:there ' || there.rows)::integer END FROM (SELECT json_agg(given.c0::text)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.c0)) AS there LEFT JOIN written ON true`,
    ]);
    expect(database.driver.roundTrips).toBe(1);
    expect([tag.isNewEntity, em.lastFlush!.adopted, em.lastFlush!.created]).toEqual([
      false,
      [],
      [tag],
    ]);
    tag.name = "ice";
    await em.flush();
    expect(await database.query("SELECT name, version FROM tags")).toEqual([
      { name: "ice", version: 2 },
    ]);
  });

  it("R-FOC-7 when another transaction was first the entity takes over its row, and all references lead there", async () => {
    const em = database.newEm();
    const tag = await em.findOrCreate(Tag, { name: "sea" }, {}, undefined, { onConflict });
    const author = em.create(Author, { firstName: "a" });
    const book = em.create(Book, { title: "b", author, tags: [tag] });
    await insertTag("sea");
    const written = await em.flush();
    expect([tag.idTagged, tag.version, tag.isNewEntity, tag.toString()]).toEqual([
      "t:70",
      5,
      false,
      "Tag:70",
    ]);
    expect([em.lastFlush!.adopted, em.lastFlush!.created]).toEqual([[tag], [author, book]]);
    expect(written).toEqual([author, book]);
    expect(await em.load(Tag, "t:70")).toBe(tag);
    expect(book.tags.get).toEqual([tag]);
    expect(await database.query("SELECT tag_id FROM books_to_tags")).toEqual([{ tag_id: 70 }]);
    expect(await database.query("SELECT id, version FROM tags")).toEqual([{ id: 70, version: 5 }]);
    expect(await database.statements(() => em.flush())).toEqual([]);
  });

  it("R-FOC-7 the row's values replace ifNew; what upsert gives and what was set since are an update of it", async () => {
    const em = database.newEm();
    const reader = await em.findOrCreate(
      Reader,
      { email: "ANN@x.org" },
      { score: "1", weight: 7 },
      { name: "Mine" },
      { onConflict },
    );
    reader.joinedAt = new Date("2020-01-01Z");
    const loan = em.create(Loan, { title: "l", reader });
    await insertReader();
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation)).toEqual([
      "assign ids",
      "insert readers",
      "insert loans",
      "list Reader",
      "insert loans",
      "update readers",
    ]);
    expect([reader.id, reader.score, reader.weight, reader.name, reader.email]).toEqual([
      "reader:70",
      "2.5",
      undefined,
      "Mine",
      "ann@x.org",
    ]);
    expect(loan.reader.id).toBe("reader:70");
    expect(
      await database.query(
        "SELECT id, email, name, score, version, joined_at = '2020-01-01Z' AS joined FROM readers",
      ),
    ).toEqual([
      { id: 70, email: "ann@x.org", name: "Mine", score: "2.5", version: 6, joined: true },
    ]);
    expect(await database.query("SELECT reader_id FROM loans")).toEqual([{ reader_id: 70 }]);
    expect(em.lastFlush!.updated.map(({ fields }) => Object.keys(fields).toSorted())).toEqual([
      ["joinedAt", "name"],
    ]);
  });

  it("R-FOC-7 collections show what the row had before", async () => {
    const em = database.newEm();
    const reader = await em.findOrCreate(Reader, { email: "ann@x.org" }, { name: "A" }, undefined, {
      onConflict,
      populate: "loans",
    });
    expect(reader.loans.get).toEqual([]);
    const mine = em.create(Loan, { title: "mine", reader });
    await insertReader();
    await database.query(
      "INSERT INTO loans (id, title, reader_id, version, created_at, updated_at) VALUES (90, 'theirs', 70, 1, now(), now())",
    );
    await em.flush();
    expect(reader.loans.get.map(({ title }) => title).toSorted()).toEqual(["mine", "theirs"]);
    expect(reader.loans.get.includes(mine)).toBe(true);
    const fresh = await em.load(Reader, reader.id, "clubs");
    expect([fresh, fresh.clubs.get]).toEqual([reader, []]);
  });

  it("R-FOC-7, R-SOFT-9 a row that is softly deleted is restored", async () => {
    const em = database.newEm();
    const reader = await em.findOrCreate(Reader, { email: "ann@x.org" }, { name: "A" }, undefined, {
      onConflict,
    });
    await insertReader("deleted_at) VALUES (70, 'ann@x.org', 'Theirs', 5, now(), now(), now()");
    await em.flush();
    expect([reader.id, reader.isSoftDeletedEntity, reader.name]).toEqual([
      "reader:70",
      false,
      "Theirs",
    ]);
    expect(await database.query("SELECT deleted_at FROM readers")).toEqual([{ deleted_at: null }]);
  });

  it("R-FOC-7 in a transaction only what the flush wrote is taken back, and it goes on", async () => {
    const em = database.newEm();
    await em.transaction(async () => {
      const author = em.create(Author, { firstName: "first" });
      await em.flush();
      const tag = await em.findOrCreate(Tag, { name: "sea" }, {}, undefined, { onConflict });
      em.create(Book, { title: "b", author, tags: [tag] });
      await insertTag("sea");
    });
    expect(
      await database.query(
        "SELECT (SELECT count(*)::int FROM authors) AS authors, (SELECT tag_id FROM books_to_tags) AS tag",
      ),
    ).toEqual([{ authors: 1, tag: 70 }]);
  });

  it("R-FOC-7 by a reference: what leads to it must be a row by then", async () => {
    const before = database.newEm();
    before.create(Author, { firstName: "a" });
    await before.flush();
    const em = database.newEm();
    const image = await em.findOrCreate(Image, { author: "a:1" }, { fileName: "mine" }, undefined, {
      onConflict,
    });
    await database.query(
      "INSERT INTO images (id, author_id, file_name, version, created_at, updated_at) VALUES (70, 1, 'theirs', 1, now(), now())",
    );
    await em.flush();
    expect([image.id, image.fileName]).toEqual(["i:70", "theirs"]);
  });

  it("R-FOC-7 holds in a fork as well", async () => {
    const em = database.newEm();
    await em.findOrCreate(Tag, { name: "sea" }, {}, undefined, { onConflict });
    const other = em.fork({ allowPendingChanges: true });
    await insertTag("sea");
    await other.flush();
    expect(other.lastFlush!.adopted.map(String)).toEqual(["Tag:70"]);
  });

  it("R-FOC-7 needs a unique constraint that the filter covers", async () => {
    const em = database.newEm();
    const refusal = {
      code: "NO_UNIQUE_CONSTRAINT",
      message:
        "No unique constraint of Author covers firstName: without one, two rows may have the same values; add one, or name fields that have one",
    };
    await expect(
      em.findOrCreate(Author, { firstName: "a" }, {}, undefined, { onConflict }),
    ).rejects.toMatchObject(refusal);
    await expect(
      em.findOrCreate(Reader, { name: "a" }, { email: "x" }, undefined, { onConflict }),
    ).rejects.toMatchObject({ code: "NO_UNIQUE_CONSTRAINT" });
  });

  it("R-FOC-7 without the option a race is a unique violation, and so is a row that another object has", async () => {
    const em = database.newEm();
    await em.findOrCreate(Tag, { name: "sea" }, {});
    await insertTag("sea");
    await expect(em.flush()).rejects.toMatchObject({ code: "UNIQUE" });
    const other = database.newEm();
    await other.findOrCreate(Tag, { name: "ice" }, {}, undefined, { onConflict });
    await database.query("UPDATE tags SET name = 'ice'");
    await other.load(Tag, "t:70");
    await expect(other.flush()).rejects.toMatchObject({ code: "UNIQUE" });
  });

  it("R-FOC-7 many processes that make the same at once make it once", async () => {
    const names = ["a", "b", "c", "d"];
    const ids = await Promise.all(
      Array.from({ length: 12 }, async (_, at) => {
        const em = database.newEm();
        const own = at % 2 === 0 ? names : names.toReversed();
        const tags = await Promise.all(
          own.map((name) => em.findOrCreate(Tag, { name }, {}, undefined, { onConflict })),
        );
        await em.flush();
        return tags
          .map(({ name, id }) => `${name} ${id}`)
          .toSorted()
          .join();
      }),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await database.query("SELECT count(*)::int AS n FROM tags")).toEqual([{ n: 4 }]);
  });
});
