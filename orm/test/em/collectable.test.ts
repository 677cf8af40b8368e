import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

it("R-IDM-7 what was cleared, closed or let go is collectable, with entities, relations, loaders and plugins", async () => {
  const em = database.newEm();
  for (const n of [1, 2]) {
    const publisher = em.create(Publisher, { name: `p${n}` });
    const author = em.create(Author, { firstName: `a${n}`, publisher });
    em.create(Review, { book: em.create(Book, { title: `b${n}`, author }), rating: 3 });
  }
  await em.flush();
  const script = join(import.meta.dirname, "dropUnits.ts");
  const flags = ["--expose-gc", script, database.url];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  const all = ["author", "created", "collection", "page", "loader", "plugin", "em"];
  expect(JSON.parse(stdout)).toEqual({
    kept: all.filter((name) => name !== "page"),
    // An em goes on after it was cleared, with its plugins.
    cleared: ["plugin", "em"],
    closed: ["em"],
    dropped: [],
    ems: [false, false, true],
  });
});

it("R-IDM-7 a unit of work that is let go goes with the next small collection", async () => {
  const em = database.newEm();
  em.create(Author, { firstName: "a" });
  await em.flush();
  const script = join(import.meta.dirname, "dropSmall.ts");
  const flags = ["--expose-gc", script, database.url];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  const { grown } = JSON.parse(stdout) as { grown: number };
  // What the engine learns meanwhile is in it. A unit of work that stays takes about 5,000.
  expect(grown).toBeLessThan(2_000);
});
