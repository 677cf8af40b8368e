import { uniqueRule } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { animalConfig } from "../schema/entities/codegen/AnimalCodegen.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { bookConfig } from "../schema/entities/codegen/BookCodegen.ts";
import type { Dog } from "../schema/entities/Dog.ts";
import { newCat } from "../schema/entities/factories/newCat.ts";
import { newDog } from "../schema/entities/factories/newDog.ts";
import { useTestDatabase } from "../testDatabase.ts";

authorConfig.addCommitRule(uniqueRule("lastName", { unless: ({ age }) => age === 0 }));
bookConfig.addCommitRule(uniqueRule(["author", "title"]));
animalConfig.addCommitRule(uniqueRule("name"));

const database = useTestDatabase();

describe("uniqueRule", () => {
  it("R-RULE-9/uniqueRule names the entity that has the same values, for one statement per flush", async () => {
    const em1 = database.newEm();
    em1.create(Author, { firstName: "a1", lastName: "x" });
    await em1.flush();
    const em = database.newEm();
    const authors = ["x", "y", undefined, undefined].map((lastName) =>
      em.create(Author, { firstName: "a", lastName }),
    );
    let error: unknown;
    const sent = await database.statements(async () => {
      error = await em.flush().catch((thrown: unknown) => thrown);
    });
    expect(error).toMatchObject({
      code: "VALIDATION",
      message: "Validation error: Author#1 lastName must be unique: Author:1 has the same",
      errors: [
        {
          entity: authors[0],
          field: "lastName",
          code: "not-unique",
          message: "lastName must be unique: Author:1 has the same",
        },
      ],
    });
    expect(sent.filter((text) => /^(SELECT|WITH (?!written))/.test(text))).toMatchInlineSnapshot(`
      [
        "SELECT ARRAY(SELECT nextval(r.sequence) FROM generate_series(1, r.amount)) FROM unnest($1::regclass[], $2::int[]) WITH ORDINALITY AS r(sequence, amount, position) ORDER BY r.position",
        "SELECT a."id", a."first_name", a."last_name", a."age", a."balance", a."born_on", a."is_active", a."publisher_id", a."mentor_id", a."favorite_color_id", a."version", a."created_at", a."updated_at", args.place FROM unnest($1::text[]) WITH ORDINALITY AS args(v0, place) CROSS JOIN "public"."authors" AS a WHERE a."last_name" = args.v0 ORDER BY args.place, a."id" ASC",
      ]
    `);
    expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 1 }]);
    authors[0]!.age = 0;
    await em.flush();
  });

  it("R-RULE-9/uniqueRule takes several fields together, references among them, also of what is new", async () => {
    const em = database.newEm();
    const [one, two] = ["a1", "a2"].map((firstName) => em.create(Author, { firstName }));
    em.create(Book, { title: "t", author: one! });
    const book = em.create(Book, { title: "t", author: one! });
    await expect(em.flush()).rejects.toThrow(
      /^Validation errors \(2\): Book#1 author, title must be unique: Book#2 has the same, Book#2 /,
    );
    book.author.set(two!);
    await em.flush();
  });

  it("R-RULE-9/uniqueRule asks when one of the fields changed, and only then", async () => {
    const em1 = database.newEm();
    for (const lastName of ["x", "y"]) em1.create(Author, { firstName: "a", lastName });
    await em1.flush();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.age = 5;
    expect(await database.statements(() => em.flush())).not.toContainEqual(
      expect.stringContaining("last_name = "),
    );
    author.lastName = "y";
    await expect(em.flush()).rejects.toThrow("lastName must be unique: Author:2 has the same");
    author.lastName = "z";
    await em.flush();
  });

  it("R-RULE-9/uniqueRule R-CFG-2 of a base asks among all types that extend it, without what is softly deleted", async () => {
    const em1 = database.newEm();
    newCat(em1, { name: "Tom" });
    await em1.flush();
    const em = database.newEm();
    const dog: Dog = newDog(em, { name: "Tom" });
    await expect(em.flush()).rejects.toThrow(/name must be unique: Cat:\d+ has the same/);
    await database.query("UPDATE animals SET deleted_at = now()");
    await database.newEm().flush();
    dog.breed = "x";
    const em2 = database.newEm();
    newDog(em2, { name: "Tom" });
    await em2.flush();
  });
});
