// A server under load that answers wrongly, or does not save what it says it saved, must not get a figure.
import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { Fixture } from "../fixtures/Fixture.ts";
import { type Clones, openClones } from "../fixtures/openClones.ts";
import { quickSizes } from "../fixtures/Sizes.ts";
import { Generator } from "../load/Generator.ts";
import { connections } from "../load/Load.ts";
import { g1 } from "../scenarios/g1.ts";
import { g2 } from "../scenarios/g2.ts";
import { g3 } from "../scenarios/g3.ts";

const fixture = new Fixture(quickSizes);

describe("the load generator", () => {
  const answers = new Map(
    g2.requests(fixture, 1).flatMap((all) => all.map(({ body, answer }) => [body, answer])),
  );
  const app = Fastify();
  /** Of the requests until now, how many were answered. */
  let count = 0;
  let change = (answer: string): string => answer;
  app.post("/graphql", (request, reply) => {
    count++;
    return reply.type("application/json").send(change(answers.get(JSON.stringify(request.body))!));
  });
  const generator = new Generator();
  let address = "";
  beforeAll(async () => {
    await app.listen({ port: 0, host: "127.0.0.1" });
    address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    generator.close();
    await app.close();
  });
  const order = { item: "G2", sizes: quickSizes, block: 1, amount: 40 } as const;

  it("sends as many requests as it is told, by all connections alike, and says how long they took", async () => {
    const { answered, durationMs, p50Ms, p99Ms } = await generator.run({ ...order, address });
    expect([count, answered]).toEqual([40, Array.from({ length: connections }, () => 4)]);
    expect(0 < p50Ms && p50Ms <= p99Ms && p99Ms <= durationMs).toBe(true);
  });

  it("accepts no answer that differs by a letter, were it the last one", async () => {
    count = 0;
    change = (answer) => (count === 40 ? answer.replace('"pages":', '"pages":1') : answer);
    await expect(generator.run({ ...order, address })).rejects.toMatchObject({ code: "MISMATCH" });
  });
});

describe("the requests", () => {
  it("are other ones for each connection", () => {
    for (const load of [g1, g2, g3]) {
      const bodies = load.requests(fixture, 1).flatMap((all) => all.map(({ body }) => body));
      expect(new Set(bodies).size).toBe(bodies.length);
    }
  });

  it("of one connection save other values each time, in the next block as well", () => {
    const [first, second] = [g3.requests(fixture, 1), g3.requests(fixture, 2)];
    expect(first[0]!.length).toBeGreaterThan(1);
    const answers = [...first[0]!, ...second[0]!].map(({ answer }) => answer);
    expect(new Set(answers).size).toBe(answers.length);
  });
});

describe("what was saved", () => {
  let clones: Clones;
  let database: Client;
  beforeAll(async () => {
    vi.stubEnv("DATABASE_URL", inject("adminUrl"));
    clones = await openClones(fixture, ["load"]);
    vi.unstubAllEnvs();
    database = new Client({ connectionString: clones.urls.get("load")! });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await clones.close();
  });

  /** Saves as the contestants are asked to. */
  async function save(body: string): Promise<void> {
    const { variables } = JSON.parse(body) as {
      variables: { input: { id: string; title: string; pages: number } };
    };
    const { id, title, pages } = variables.input;
    await database.query(
      "UPDATE books SET title = $2, pages = $3, updated_at = now() WHERE id = $1",
      [id.slice(2), title, pages],
    );
  }

  it("is what the last request for each book said, and the check names the book where it is not", async () => {
    const [own = []] = g3.requests(fixture, 1);
    for (const { body } of own) await save(body);
    const check = (count: number): Promise<string | undefined> =>
      g3.check!(database, fixture, 1, [count]);
    // Twice through the list ends as once does; without its last request, the last book has another value.
    expect([await check(own.length), await check(own.length * 2)]).toEqual([undefined, undefined]);
    const last = `{"id":${own.length / 2},`;
    expect(await check(own.length - 1)).toContain(last);
    await database.query("UPDATE books SET title = 'lost' WHERE id = 1");
    expect(await check(own.length)).toContain('"title":"lost"');
  });
});
