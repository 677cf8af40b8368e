// Settings of one transaction, as policies of row-level security ask for them.
import { PostgresDriver, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const role = `tenant_user_${process.pid}`;
let pool: pg.Pool;

beforeAll(async () => {
  await database.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
  await database.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
  await database.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  await database.query("ALTER TABLE tags ENABLE ROW LEVEL SECURITY");
  await database.query(
    "CREATE POLICY tenants ON tags USING (name LIKE current_setting('app.tenant', true) || ':%')",
  );
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
});

afterAll(async () => {
  await pool.end();
  await database.query("DROP POLICY tenants ON tags");
  await database.query("ALTER TABLE tags DISABLE ROW LEVEL SECURITY");
  await database.query(`DROP OWNED BY ${role}`);
  await database.query(`DROP ROLE ${role}`);
});

for (const prepared of ["named", "unnamed"] as const)
  it(`R-TXN-8 settings hold for their transaction only, and decide what policies let through (prepared: ${prepared})`, async () => {
    const idAssigner = new SequenceIdAssigner({ block: 1 });
    const driver = new PostgresDriver(pool, { prepared, idAssigner });
    const of = (tenant: string): Record<string, string> => ({ role, "app.tenant": tenant });
    const inTenant = <R>(tenant: string, work: (em: EntityManager) => Promise<R>): Promise<R> => {
      const em = new EntityManager({}, driver);
      return em.transaction(() => work(em), { settings: of(tenant) });
    };
    for (const tenant of ["a", "b"])
      await inTenant(tenant, async (em) => void em.create(Tag, { name: `${tenant}:1` }));
    const seen = (em: EntityManager): Promise<string[]> =>
      em.find(Tag, {}).then((tags) => tags.map(({ name }) => name));
    expect([await inTenant("a", seen), await inTenant("b", seen)]).toEqual([["a:1"], ["b:1"]]);
    const foreign = inTenant("a", async (em) => void em.create(Tag, { name: "b:2" }));
    await expect(foreign).rejects.toMatchObject({ sqlState: "42501" });
    const em = new EntityManager({}, driver);
    expect(
      await em.sql`SELECT current_setting('app.tenant', true) AS tenant, current_user = ${role} AS "isRole"`,
    ).toEqual([{ tenant: "", isRole: false }]);
    const hooked = new EntityManager({}, driver);
    hooked.afterBegin(
      (_, txn) =>
        txn.sql`SELECT set_config('app.tenant', 'b', true) AS tenant, set_config('role', ${role}, true) AS role`,
    );
    hooked.create(Tag, { name: "b:3" });
    await hooked.flush();
    expect(await inTenant("b", seen)).toEqual(["b:1", "b:3"]);
  });
