// The developer's loop as a developer has it: files are written, and everything else is looked at from outside.
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { AppCopy, type Script } from "./dev/AppCopy.ts";
import { DatabaseGate } from "./dev/DatabaseGate.ts";

const patience = { timeout: 150_000, interval: 100 };

let copy: AppCopy;
let gate: DatabaseGate;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  // A loop with few tests, no sample data and no browser.
  copy = await AppCopy.make(/^(data|src\/seed|test\/(?!newTestApp|testServer|Totals))/);
  // Of the tests that codegen writes only those of the entities that are made here.
  const config = copy.read("vitest.config.ts");
  copy.write(
    "vitest.config.ts",
    config.replace('"src/**/*.test.ts"', '"src/**/{publisher,town}.test.ts"'),
  );
  gate = await DatabaseGate.before(await newDatabase("kingpost_dev_loop"));
  env = {
    DATABASE_URL: gate.url,
    TEST_DATABASE_URL: inject("adminUrl"),
    PORT: String(await freePort()),
    OVERLOAD_DELAY: "0",
  };
}, 120_000);

afterAll(async () => {
  await copy.remove();
  await gate.shut();
});

describe("dev", { timeout: 400_000 }, () => {
  let dev: Script;
  /** Lines that were looked at already. */
  let seen = 0;

  beforeAll(async () => {
    dev = copy.start(["dev"], env);
    await answered("{ authors { nodes { id } } }");
  }, 120_000);

  /** Waits for lines, in whichever order they come, and answers them with all that came since those that were waited for last. */
  async function heard(...wanted: ReadonlyArray<RegExp>): Promise<ReadonlyArray<string>> {
    const missing = (): ReadonlyArray<RegExp> =>
      wanted.filter((line) => !line.test(dev.lines().slice(seen, -1).join("\n")));
    await expect.poll(missing, patience).toEqual([]);
    const lines = dev.lines().slice(seen, -1);
    seen += lines.length;
    return lines.filter((each) => !each.startsWith("server   POST"));
  }

  async function answered(query: string): Promise<unknown> {
    return vi.waitFor(async () => {
      const answer = await ask(query);
      expect(answer).toHaveProperty("data");
      return answer;
    }, patience);
  }

  it("R-APP-11 a migration that is written answers over HTTP, without a command", async () => {
    await heard(/types {4}no errors/);
    copy.write(
      "migrations/1764000009000_publishers.ts",
      publishers('name: { type: "text", notNull: true }'),
    );

    expect(await answered("{ publishers { nodes { id name } } }")).toEqual({
      data: { publishers: { nodes: [] } },
    });
    expect((await heard(/started again/)).map((line) => line.replace(/\d+ ms/, "N ms"))).toEqual([
      "migrate  applied 1764000009000_publishers (N ms)",
      "codegen  9 created, 9 updated (the schema)",
      "server   started again",
    ]);
    // The tests that codegen wrote for the entity, and the one of its relations: they depend on all of it.
    expect((await heard(/^tests .*passed/m)).at(-1)).toMatch(/^tests {4}\d+ passed, 0 failed$/);
  });

  it("R-APP-11 a migration that is broken is told and waited for, while the server goes on; mended, it is done again", async () => {
    copy.write("migrations/1764000009000_publishers.ts", publishers("name: { type: ("));
    const [broken] = await heard(/^migrate /m);
    expect(broken).toMatch(
      /^migrate {2}MIGRATION_FAILED: 1764000009000_publishers\.ts cannot be loaded: /,
    );
    expect(await ask("{ publishers { nodes { id } } }")).toHaveProperty("data");

    copy.write("migrations/1764000009000_publishers.ts", publishers('name: { type: "txet" }'));
    expect((await heard(/"txet" does not exist/)).join("\n")).toMatch(
      /migrate {2}took back 1764000009000_publishers[^]*migrate {2}MIGRATION_FAILED: [^]*type "txet" does not exist/,
    );

    copy.write(
      "migrations/1764000009000_publishers.ts",
      publishers('name: { type: "text", notNull: true }, city: { type: "text" }'),
    );
    expect(await answered("{ publishers { nodes { id name city } } }")).toEqual({
      data: { publishers: { nodes: [] } },
    });
    await heard(/^tests .*passed/m);
  });

  it("an applied migration on which others stand is not taken back by itself: what to do is told", async () => {
    const file = readdirSync(join(copy.dir, "migrations"))
      .filter((name) => name.endsWith(".ts"))
      .toSorted()
      .at(-2);
    const path = `migrations/${file ?? ""}`;
    const text = copy.read(path);
    copy.write(path, `${text}// edited\n`);
    const lines = await heard(/^migrate .*edited/m);
    copy.write(path, text);
    expect(lines.filter((line) => /edited/.test(line))).toEqual([
      `migrate  MIGRATION_CHANGED: ${path.slice(11, -3)} was edited after it was applied, and 1 later migration stands on it. ` +
        "Undo the edit and write a new migration, or take back what it made, with its rows, and run it again: npm run migrate -- redo 2",
    ]);
  });

  it("R-APP-11 wrong types and failed tests are told, and that they are mended", async () => {
    copy.write("src/half.ts", 'export const half = (n: number): number => n / "2";\n');
    copy.write(
      "test/half.test.ts",
      'import { expect, it } from "vitest";\nimport { half } from "../src/half.ts";\nit("halves", () => expect(half(4)).toBe(3));\n',
    );
    // The two do not wait for each other.
    const lines = await heard(/^types {4}1 error$/m, /^tests .* 1 failed$/m);
    expect(lines.filter((line) => line.startsWith("types")).slice(-2)).toEqual([
      expect.stringMatching(/^types {4}src\/half\.ts\(1,\d+\): error TS2363: /),
      "types    1 error",
    ]);
    expect(lines.filter((line) => line.startsWith("tests")).slice(-3)).toEqual([
      "tests    test/half.test.ts: halves",
      expect.stringMatching(/^tests {6}AssertionError: expected 2 to be 3/),
      // Tests that what was written before concerns may run along with it.
      expect.stringMatching(/^tests {4}\d+ passed, 1 failed$/),
    ]);

    copy.write("src/half.ts", "export const half = (n: number): number => n / 2;\n");
    copy.write("test/half.test.ts", copy.read("test/half.test.ts").replace("toBe(3)", "toBe(2)"));
    await heard(/^tests {4}\d+ passed, 0 failed$/m);
    await expect
      .poll(() => dev.lines().findLast((line) => line.startsWith("types")), patience)
      .toBe("types    no errors");
  });

  it("R-APP-11 a server that cannot start is told, and starts when it is mended", async () => {
    const text = copy.read("src/health.ts");
    copy.write("src/health.ts", `${text}export const broken = ((;\n`);
    expect(
      await heard(/server {3}ended with code 1; the next change starts it again/),
    ).toContainEqual(expect.stringMatching(/^server {3}SyntaxError/));
    copy.write("src/health.ts", text);
    await answered("{ authors { nodes { id } } }");
  });

  it("R-APP-11 a database that is away is told once, and everything goes on when it is back", async () => {
    await gate.shut();
    expect((await heard(/Waiting/)).filter((line) => line.startsWith("database"))).toEqual([
      "database Connection terminated unexpectedly Waiting for it.",
    ]);
    copy.write(
      "migrations/1764000009500_cities.ts",
      publishers('name: { type: "text" }').replace("publishers", "cities"),
    );
    await gate.reopen();
    expect(await answered("{ cities { nodes { id } } }")).toEqual({
      data: { cities: { nodes: [] } },
    });
    expect(
      (await heard(/migrate {2}applied 1764000009500_cities/)).filter((line) =>
        line.startsWith("database"),
      ),
    ).toEqual(["database is back"]);
  });

  it("R-APP-11 new:entity writes a migration, and the loop does the rest: it is applied, generated, served, compiled and tested", async () => {
    const { code, lines } = await copy.run(
      ["new:entity", "Town", "name:text", "motto:text:optional"],
      env,
    );
    expect([code, lines.findLast((line) => line !== "")]).toEqual([
      0,
      "dev runs, and does the rest.",
    ]);

    expect(await answered("{ towns { nodes { id name motto } } }")).toEqual({
      data: { towns: { nodes: [] } },
    });
    expect(
      await ask('mutation { saveTown(input: { name: "Ulm" }) { town { id name motto } } }'),
    ).toEqual({ data: { saveTown: { town: { id: "town:1", name: "Ulm", motto: null } } } });
    await heard(
      /^migrate {2}applied \d+_add-towns /m,
      /^codegen /m,
      /started again/,
      /^tests {4}\d+ passed, 0 failed$/m,
    );
    // They are told when they change: whether some were wrong on the way is a matter of who came first.
    const types = (): string | undefined =>
      dev.lines().findLast((line) => line.startsWith("types"));
    await expect.poll(types, patience).toBe("types    no errors");
    const made = [
      "entities/Town.ts",
      "graphql/schema/town.graphql",
      "graphql/resolvers/town/town.test.ts",
    ];
    expect(made.filter((path) => !existsSync(join(copy.dir, "src", path)))).toEqual([]);
  });

  it("R-APP-12 Ctrl-C ends it with all that it started", async () => {
    dev.child.kill("SIGINT");
    expect(await dev.ended).toBe(0);
    expect(await copy.remains()).toEqual([]);
  });
});

it.each(["SIGHUP", "SIGKILL"] as const)(
  "R-APP-12 %s to dev leaves no process behind",
  async (signal) => {
    const dev = copy.start(["dev", "server"], env);
    await expect.poll(() => dev.lines().join("\n"), patience).toMatch(/server +Health/);
    dev.child.kill(signal);
    expect(await dev.ended).toBe(signal === "SIGKILL" ? null : 0);
    expect(await copy.remains()).toEqual([]);
  },
  120_000,
);

it("R-APP-12 SIGTERM to dev leaves no process behind; lines are JSON where they are asked for", async () => {
  const dev = copy.start(["dev", "server", "--json"], env);
  await expect.poll(() => dev.lines().join("\n"), patience).toMatch(/Health/);
  dev.child.kill("SIGTERM");
  expect(await dev.ended).toBe(0);
  expect(await copy.remains()).toEqual([]);
  const records = dev
    .lines()
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(new Set(records.map(({ part, level }) => `${part as string} ${level as string}`))).toEqual(
    new Set(["server info"]),
  );
}, 120_000);

it("a part that does not exist is a sentence and exit code 2, and a wrong address ends the loop at once", async () => {
  const [unknown, wrong] = await Promise.all([
    copy.run(["dev", "sever"], env),
    copy.run(["dev"], { ...env, DATABASE_URL: "mysql://db" }),
  ]);
  expect([unknown.code, unknown.lines[0]]).toEqual([
    2,
    'There is no part "sever": choose from migrate, codegen, server, types, tests.',
  ]);
  expect([wrong.code, wrong.lines[0]?.split(":")[0]]).toEqual([2, "DATABASE_URL_INVALID"]);
}, 120_000);

function publishers(columns: string): string {
  return `import { createEntityTable } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";
export function up(b: MigrationBuilder): void {
  createEntityTable(b, "publishers", { ${columns} });
}
`;
}

async function ask(query: string): Promise<unknown> {
  try {
    const answer = await fetch(`http://127.0.0.1:${env["PORT"]}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    const body = (await answer.json()) as { readonly errors?: unknown };
    return body.errors === undefined ? body : { errors: body.errors };
  } catch (error) {
    return { unreachable: String(error) };
  }
}

async function newDatabase(name: string): Promise<string> {
  const url = new URL(inject("adminUrl"));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
