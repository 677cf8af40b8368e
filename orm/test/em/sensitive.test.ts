// Columns whose values nobody may see: wherever values are shown, theirs are not.
import { inspect } from "node:util";
import { type EntityConstructor, EntityManager, type QueryEvent } from "kingpost";
import { PostgresDriver, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Row, smallDomain } from "../flush/smallDomain.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const { domain, classes } = smallDomain({
  Account: {
    table: "accounts",
    columns: {
      login: { type: "text", notNull: true },
      secret: { type: "text", sensitive: true },
      pin: { type: "smallint", sensitive: true },
      age: "integer",
    },
    uniques: [["secret"]],
  },
  Note: { table: "notes", columns: { text: "text" }, references: { account: { to: "Account" } } },
});
const Account = classes["Account"] as EntityConstructor<Row>;
const Note = classes["Note"] as EntityConstructor<Row>;
const secret = "hunter2";
let pool: pg.Pool;
let driver: PostgresDriver;
let events: QueryEvent[] = [];

beforeAll(async () => {
  await database.query(
    `CREATE TABLE accounts (id serial PRIMARY KEY, login text NOT NULL, secret text, pin smallint, age integer CHECK (age > 0),
       CONSTRAINT accounts_secret_key UNIQUE (secret) DEFERRABLE)`,
  );
  await database.query(
    "CREATE TABLE notes (id serial PRIMARY KEY, text text, account_id integer REFERENCES accounts)",
  );
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  driver = new PostgresDriver(pool, { idAssigner: new SequenceIdAssigner({ block: 1 }) });
  driver.events.on("query", (event) => void events.push(event));
});

beforeEach(async () => {
  await database.query("TRUNCATE accounts, notes RESTART IDENTITY");
  events = [];
});

afterAll(() => pool.end());

const newEm = (): EntityManager => new EntityManager(domain, {}, driver);

async function givenAccount(): Promise<Row> {
  const em = newEm();
  const account = em.create(Account, { login: "ann", secret, pin: 7 });
  await em.flush();
  return account;
}

const flushOf = (row: Row): Promise<unknown> => (row.em as unknown as EntityManager).flush();

/** Everything that a log of the error could hold. */
async function printed(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => "nothing was thrown",
    (thrown: unknown) => thrown,
  );
  return `${inspect(error, { depth: 10, showHidden: true })} ${JSON.stringify(error)}`;
}

describe("a sensitive column", () => {
  it("R-OBS-7 is hidden in the bindings of what writes it and of what asks for it, and nothing else is", async () => {
    const account = await givenAccount();
    const em = newEm();
    await em.find(Account, { secret });
    await em.find(Note, { account: { secret } });
    await newEm().load(Account, String(account.id));
    await em.find(Account, { login: "ann" });
    account.write("pin", 1234);
    await flushOf(account);
    em.create(Note, { text: "shown" });
    await em.flush();
    await em.sql`SELECT 1 FROM accounts WHERE secret = ${secret}`;
    const shown = events
      .filter(({ operation }) => operation !== "assign ids")
      .map(({ operation, bindings }) => [operation, ...bindings]);
    expect(shown).toEqual([
      ["insert accounts", "…", "…", "…", "…", "…"],
      ["find Account", "…"],
      ["find Note", "…"],
      ["load Account", "1"],
      ["find Account", "ann"],
      ["update accounts", "…", "…"],
      ["insert notes", '{"1"}', '{"shown"}', "{NULL}"],
      ["sql", "…"],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/hunter2|1234/u);
  });

  it("R-OBS-7 is hidden in what the server says of a constraint, and in what caused it", async () => {
    await givenAccount();
    const em = newEm();
    em.create(Account, { login: "bob", secret });
    const text = await printed(em.flush());
    expect(text).toMatch(/Key \(secret\)=\(…\) already exists/u);
    expect(text).not.toMatch(secret);
  });

  it("R-OBS-7 is hidden where a row is refused for another column", async () => {
    const account = await givenAccount();
    account.write("age", -1);
    const text = await printed(flushOf(account));
    expect(text).toMatch(/violates check constraint/u);
    expect(text).not.toMatch(secret);
  });

  it("R-OBS-7 is hidden where the value itself is refused", async () => {
    const work = newEm().sql`SELECT secret FROM accounts WHERE pin = ${secret}::smallint`;
    const text = await printed(work);
    expect(text).toMatch(/invalid input syntax for type smallint: "…"/u);
    expect(text).not.toMatch(secret);
  });

  it("R-OBS-7 is hidden when COMMIT finds a key there", async () => {
    await givenAccount();
    const em = newEm();
    const work = em.transaction(async (txn) => {
      await txn.sql`SET CONSTRAINTS ALL DEFERRED`;
      em.create(Account, { login: "bob", secret });
      await em.flush();
    });
    const text = await printed(work);
    expect(text).toMatch(/Key \(secret\)=\(…\) already exists/u);
    expect(text).not.toMatch(secret);
  });

  it("R-OBS-7 is hidden in traces, and in what is said of what was looked for", async () => {
    await givenAccount();
    const lines: string[] = [];
    const em = newEm();
    em.trace({ fields: true, print: (line) => void lines.push(line.replace(/ at .*/u, "")) });
    const account = await em.load(Account, "account:1");
    account.write("secret", "swordfish");
    account.write("login", "anne");
    em.create(Account, { login: "b", secret: "s" });
    em.create(Account, { login: "c", secret: "s" });
    const text = await printed(
      em.findOrCreate(Account, { secret: "s" as never }, { login: "d" } as never),
    );
    expect([lines.slice(0, 2), text.includes("existing Account with secret=…")]).toEqual([
      ["account:1.secret = …", "account:1.login = anne"],
      true,
    ]);
    expect(JSON.stringify([account, em])).not.toMatch(/swordfish/u);
    expect(inspect(account, { depth: 3 })).not.toMatch(/swordfish/u);
  });
});
