// Fills units of work, lets go of them, and says what is in memory all the same: node --expose-gc dropUnits.ts URL
import { setImmediate } from "node:timers/promises";
import { Plugin } from "kingpost";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";

class Watching extends Plugin {
  count = 0;

  override beforeSetField(): void {
    this.count++;
  }
}

const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 2 });
const driver = new PostgresDriver(pool);

type Watched = Record<string, WeakRef<object>>;

/** A unit of work that did something of everything, and weak references to what that left behind. */
async function work(): Promise<{ em: EntityManager; watched: Watched }> {
  const plugin = new Watching();
  const em = new EntityManager({}, { driver, plugins: [plugin] });
  const authors = await em.find(
    Author,
    {},
    { populate: { books: { reviews: {} }, publisher: {} } },
  );
  const [author] = authors;
  const books = await em.findPage(Book, {}, { first: 2, populate: "author" });
  author!.firstName = "changed";
  const created = em.create(Book, { title: "new", author: author! });
  await em.flush();
  em.create(Book, { title: "never written", author: author! });
  author!.firstName = "never written";
  await em.load(Author, "a:99").catch(() => undefined);
  const loader = em.getLoader("names", "all", (keys: ReadonlyArray<string>) =>
    Promise.resolve(keys),
  );
  await loader.load("x");
  for await (const each of em.stream(Book, {}, { batchSize: 1 })) void each;
  const parts = { author, created, collection: author!.books, page: books, loader, plugin, em };
  const watched = Object.entries(parts).map(([name, part]) => [name, new WeakRef(part!)]);
  return { em, watched: Object.fromEntries(watched) as Watched };
}

/** The names of what is still there. */
function alive(watched: Watched): string[] {
  return Object.keys(watched).filter((name) => watched[name]!.deref() !== undefined);
}

async function dropped(): Promise<Watched> {
  return (await work()).watched;
}

const kept = await work();
const cleared = await work();
cleared.em.clear({ discardChanges: true });
const closed = await work();
closed.em.close();
const letGo = await dropped();
// A weak reference holds what it refers to until the turn in which it was made or read is over.
for (let turn = 0; turn < 5; turn++) {
  await setImmediate();
  globalThis.gc!();
}
const result = {
  kept: alive(kept.watched),
  cleared: alive(cleared.watched),
  closed: alive(closed.watched),
  dropped: alive(letGo),
  // They are in scope until here.
  ems: [kept.em, cleared.em, closed.em].map(({ isClosed }) => isClosed),
};
await pool.end();
process.stdout.write(JSON.stringify(result));
