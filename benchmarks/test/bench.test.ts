// The whole command on small tables: every contestant must be right, and the report must have its shape.
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { preparations, roster } from "../contestants/roster.ts";
import type { Report } from "../report/Report.ts";
import { ContestantHandle } from "../runner/ContestantHandle.ts";
import { items } from "../scenarios/findScenario.ts";

const command = fileURLToPath(new URL("../bench.ts", import.meta.url));
const env = { ...process.env, DATABASE_URL: inject("adminUrl") };
const folder = mkdtempSync(join(tmpdir(), "kingpost-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function bench(...args: ReadonlyArray<string>): ReturnType<typeof run> {
  return run(command, ...args);
}

/** The databases of one run; other tests have theirs at the same time. */
async function databases(pid: number | undefined): Promise<ReadonlyArray<object>> {
  const client = new Client({ connectionString: inject("adminUrl") });
  await client.connect();
  const { rows } = await client.query<object>(
    "SELECT datname FROM pg_database WHERE datname ~ ('^kingpost_bench_.*_' || $1 || '_')",
    [String(pid)],
  );
  await client.end();
  return rows;
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly pid: number | undefined;
}

async function run(...args: ReadonlyArray<string>): Promise<Ended> {
  const running = promisify(execFile)(process.execPath, [...args], { env });
  const { pid } = running.child;
  try {
    const { stdout, stderr } = await running;
    return { code: 0, out: stdout, err: stderr, pid };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr, pid };
  }
}

describe("bench --rtt", () => {
  it("moves the server away for all contestants, and says how far it was", async () => {
    const file = join(folder, "rtt.json");
    const args = ["--quick", "--rounds", "1", "--only", "W2", "--with", "kingpost", "--rtt", "5"];
    const { code, out } = await bench(...args, "--json", file);
    const { results, roundTripMs } = JSON.parse(readFileSync(file, "utf8")) as Report;
    expect([code, results.map(({ contestant }) => contestant)]).toEqual([0, ["kingpost", "pg"]]);
    expect(roundTripMs).toBeGreaterThanOrEqual(5);
    // Three statements, one after the other.
    expect(results[1]!.medianMs).toBeGreaterThanOrEqual(15);
    expect(out).toContain("ms away, there and back.");
  });
});

describe("bench --curve", () => {
  it("tells what grows with rows, with changed entities and with entity types", async () => {
    const file = join(folder, "curve.json");
    const { code } = await bench("--curve", "--quick", "--rounds", "1", "--json", file);
    const { curves, results } = JSON.parse(readFileSync(file, "utf8")) as Report;
    expect([code, results]).toEqual([0, []]);
    expect(
      curves.map(({ xLabel, yLabel, points }) => [
        `${yLabel} by ${xLabel}`,
        ...points.map(({ contestant, x }) => `${contestant} ${x}`),
      ]),
    ).toEqual([
      ...[1, 2, 3].map(() => ["µs each by rows", "kingpost 10", "pg 10", "kingpost 20", "pg 20"]),
      ...[1, 2].map(() => [
        "µs each by changed entities",
        "kingpost 3",
        "pg 3",
        "kingpost 6",
        "pg 6",
      ]),
      ...["ms of processor time", "MB resident"].map((label) => [
        `${label} by entity types`,
        ...[2, 4].flatMap((x) => [`kingpost ${x}`, `mikro-orm ${x}`, `drizzle ${x}`]),
      ]),
    ]);
  }, 180_000);
});

/**
 * Everybody but who is installed only when it is measured. Twenty take minutes, so that these few stand for all, unless
 * KINGPOST_BENCH is "full"; a run that measures somebody verifies that one in any case.
 */
const names = Object.keys(roster).filter(
  (name) =>
    preparations[name] === undefined &&
    (process.env["KINGPOST_BENCH"] === "full" ||
      !/tuned|joined|^(kysely|objection|postgres-js|sequelize|typeorm)$/.test(name)),
);

describe("bench --quick", () => {
  let code: number;
  let out: string;
  let pid: number | undefined;
  let report: Report;

  beforeAll(async () => {
    const file = join(folder, "out.json");
    const args = ["--quick", "--rounds", "1", "--with", names.join(",")];
    ({ code, out, pid } = await bench(...args, "--json", file));
    report = JSON.parse(readFileSync(file, "utf8")) as Report;
  }, 900_000);

  it("ends with 0: all contestants give the same answers and leave the same database", () => {
    expect([report.voided, code]).toEqual([[], 0]);
    expect(report.results.map(({ item, contestant }) => `${item} ${contestant}`)).toEqual(
      items.flatMap((item) =>
        names.filter((name) => roster[name]?.[item] !== undefined).map((name) => `${item} ${name}`),
      ),
    );
  });

  it("writes a report with figures, interval and counts for each of them", () => {
    for (const figure of report.results) {
      const { medianMs, ratio, statements, roundTrips, rows } = figure;
      const { sentBytes, receivedBytes, allocatedBytes, heldBytes } = figure;
      const { median, low, high } = ratio;
      const costs = { statements, roundTrips, rows, sentBytes, receivedBytes, allocatedBytes };
      const numbers = { medianMs, median, low, high, ...costs };
      const wrong = Object.entries(numbers).filter(
        ([, value]) => !Number.isFinite(value) || value <= 0,
      );
      // Named, since there are hundreds of figures.
      expect([figure.item, figure.contestant, wrong]).toEqual([figure.item, figure.contestant, []]);
      expect(heldBytes).toBeGreaterThanOrEqual(0);
      expect(ratio.low <= ratio.median && ratio.median <= ratio.high).toBe(true);
      expect(figure.blocks.length).toBe(1);
    }
    // By the account of our own server; another one may not keep it.
    const clocked = report.results.filter(({ serverMs }) => (serverMs ?? 0) > 0);
    expect(clocked.map(({ item }) => item).filter((item) => item.startsWith("W"))).toEqual(
      report.server.noServerTime === undefined
        ? report.results.map(({ item }) => item).filter((item) => item.startsWith("W"))
        : [],
    );
    expect(report.noiseFloor.map(({ item }) => item)).toEqual([...items]);
    expect([report.isMeasurement, report.rounds]).toEqual([false, 1]);
    expect([report.absent, report.roundTripMs]).toEqual([[], 0]);
    expect(Object.keys(report.versions)).toEqual([
      "node",
      "kingpost",
      "pg",
      "mikro-orm",
      "pg of mikro-orm",
      "postgres.js",
      "kysely",
      "drizzle-orm",
      "typeorm",
      "objection",
      "knex",
      "sequelize",
      "prisma",
    ]);
  });

  function sent(item: string, contestant: string): ReadonlyArray<number | undefined> {
    const figure = report.results.find(
      (each) => each.item === item && each.contestant === contestant,
    );
    return [figure?.statements, figure?.roundTrips, figure?.rows];
  }

  it("counts what each contestant sends, BEGIN and COMMIT included", () => {
    const counts = (item: string): ReadonlyArray<unknown> =>
      ["pg", "kingpost", "mikro-orm"].map((contestant) =>
        sent(
          item,
          item === "W3" || item === "W9b"
            ? contestant.replace("orm", "orm-dataloader")
            : contestant,
        ),
      );
    // 20 authors; 6 authors with 18 books, 36 reviews and the publishers of the 6.
    expect(counts("W1")).toEqual([
      [1, 1, 20],
      [1, 1, 20],
      [1, 1, 20],
    ]);
    expect(counts("W3")).toEqual([
      [4, 4, 63],
      [4, 4, 63],
      [4, 4, 63],
    ]);
    // The same 6 authors with 18 books and 36 reviews.
    expect(counts("W2")).toEqual([
      [3, 3, 60],
      [5, 1, 60],
      [3, 3, 60],
    ]);
    // 5 finds; 12 loads; all 120 reviews.
    const found = sent("W7", "pg")[2];
    expect(counts("W7")).toEqual([
      [5, 5, found],
      [5, 5, found],
      [5, 5, found],
    ]);
    expect(counts("W9a")).toEqual([
      [12, 12, 12],
      [12, 12, 12],
      [12, 12, 12],
    ]);
    expect(counts("W9b")).toEqual([
      [1, 1, 12],
      [1, 1, 12],
      [1, 1, 12],
    ]);
    expect(counts("W10")).toEqual([
      [1, 1, 120],
      [1, 1, 120],
      [1, 1, 120],
    ]);
    // Over HTTP: 2 authors with 6 books and 12 reviews; a book; a book that is read, checked and saved.
    expect(counts("G1")).toEqual([
      [3, 3, 20],
      [5, 1, 20],
      [3, 3, 20],
    ]);
    expect(counts("G2")).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(counts("G3")).toEqual([
      [4, 4, 2],
      [3, 2, 3],
      [4, 4, 2],
    ]);
    expect(sent("G3", "pg-blind")).toEqual([1, 1, 1]);
    expect(sent("W4", "pg")).toEqual([4, 4, 28]);
    const [statements = 0, roundTrips = 0] = sent("W4", "kingpost");
    // Two INSERTs, the transaction's id, and ids: one statement for those it lacks, one to refill the reserve.
    expect([statements <= 5, roundTrips <= 2]).toEqual([true, true]);
    // A load, and the flush: one round trip each; W6 loads two things at once, W8 the tags besides.
    expect(["W5", "W6", "W8"].map((item) => sent(item, "pg").slice(0, 2))).toEqual([
      [4, 4],
      [9, 9],
      [6, 6],
    ]);
    // The same 30 books three times, 10 authors once; Kingpost has them by id. A tree of 6 authors, of which it has 4.
    expect(counts("S2")).toEqual([
      [4, 4, 100],
      [5, 2, 70],
      [4, 4, 100],
    ]);
    expect(counts("S3")).toEqual([
      [6, 6, 60],
      [8, 4, 60],
      [6, 6, 64],
    ]);
    for (const [item, most] of [
      ["W5", 2],
      ["W6", 3],
      ["W8", 3],
    ] as const)
      expect(sent(item, "kingpost")[1]).toBeLessThanOrEqual(most);
  });

  it("has Kingpost send no more than counts.json says: counts are the same on every machine, so they are the gate, not times", () => {
    const file = fileURLToPath(new URL("../counts.json", import.meta.url));
    const most = JSON.parse(readFileSync(file, "utf8")) as Record<
      string,
      { readonly statements: number; readonly roundTrips: number; readonly rows: number }
    >;
    const ours = report.results.filter(({ contestant }) => contestant === "kingpost");
    expect(ours.map(({ item }) => item)).toEqual(Object.keys(most));
    const above = ours.filter(
      ({ item, statements, roundTrips, rows }) =>
        statements > most[item]!.statements ||
        roundTrips > most[item]!.roundTrips ||
        rows > most[item]!.rows,
    );
    expect(above).toEqual([]);
  });

  it("tells of requests over HTTP how many there are in a second and how long they take, and nothing of other work", () => {
    const served = report.results.filter(({ latency }) => latency !== undefined);
    expect([...new Set(served.map(({ item }) => item))]).toEqual(["G1", "G2", "G3"]);
    for (const { latency, cpuMs } of served) {
      expect(latency!.p50Ms > 0 && latency!.p50Ms <= latency!.p99Ms).toBe(true);
      expect(cpuMs).toBeGreaterThan(0);
    }
  });

  it("weighs the entities of W10, and nothing elsewhere", () => {
    const weighed = report.results.filter(({ weight }) => weight !== undefined);
    expect(weighed.map(({ item, contestant }) => `${item} ${contestant}`)).toEqual([
      "W10 kingpost",
      "W10 pg",
      "W10 mikro-orm",
    ]);
    expect(weighed.every(({ weight }) => Number.isFinite(weight?.heap))).toBe(true);
  });

  it("prints a table for each item, and that these times mean nothing", () => {
    expect(out.match(/^[WSG]\d+[ab]?  .*/gm)).toEqual([
      "W1  all authors, 1,000 rows",
      "W2  100 authors with 1,000 books and 5,000 reviews, as one tree",
      "W3  resolvers over 100 authors, 1,000 books, 5,000 reviews",
      "W4  1,000 new authors with 5 new books each, one flush",
      "W5  1,000 books loaded, one field of each changed, one flush",
      "W6  50 authors, their 500 books and 50 reviews: 250 books added, 100 rows changed, 50 deleted, one flush",
      "W7  100 finds of 50 books, by the publisher's name and a review's rating, by title",
      "W8  500 books with their tags; 200 of them change one, one flush",
      "W9a  1,000 loads by id, one after the other, each in a fresh unit of work",
      "W9b  1,000 loads by id under Promise.all, in one unit of work",
      "W10  all reviews in one unit of work, 50,000 rows",
      "S1  10,000 real books imported with their writers and series",
      "S2  5,000 books loaded three ways in one session",
      "S3  a tree of 100 authors, of which 90 are loaded with theirs",
      "S6  cold start: from the import to the first row",
      "S7  what the types of fifty queries cost the compiler",
      "S8  lines that a person writes for the same small application",
      "G1  GraphQL over HTTP: 20 authors with 200 books and 1,000 reviews",
      "G2  GraphQL over HTTP: one book by id",
      "G3  GraphQL over HTTP: a mutation saves two fields of one book",
    ]);
    expect(out).toMatch(/Their times mean nothing/);
  });

  it("leaves no database behind", async () => {
    expect(await databases(pid)).toEqual([]);
  });
});

describe("bench", () => {
  it("ends at once when it is interrupted, with exit code 130 and nothing left behind", async () => {
    const child = spawn(process.execPath, [command, "--quick", "--rounds", "100000"], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (text: Buffer) => {
        if (text.toString().includes("W1:")) resolve();
      });
    });
    child.kill("SIGINT");
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect([code, await databases(child.pid)]).toEqual([130, []]);
  }, 60_000);

  it("takes an order to a contestant that was just killed for its end", async () => {
    const contestant = new ContestantHandle("pg");
    contestant.kill();
    await expect(contestant.ask({ kind: "close" })).rejects.toMatchObject({
      code: "CONTESTANT_FAILED",
    });
  });

  it("measures Kingpost with entities that are up to date with the tables", async () => {
    const { code, out } = await run(
      fileURLToPath(new URL("../codegen.ts", import.meta.url)),
      "--check",
    );
    expect({ code, out: code === 0 ? "" : out }).toEqual({ code: 0, out: "" });
  });

  it("refuses an item there is not with exit code 2", async () => {
    const { code, out, err } = await bench("--only", "W99");
    expect([code, out, err.split("\n")[0]]).toEqual([
      2,
      "",
      `There is no work item W99; there are ${items.join(", ")}.`,
    ]);
  });

  it("explains itself with --help", async () => {
    const { code, out } = await bench("--help");
    expect([code, out.split("\n")[0]]).toEqual([0, "pnpm bench [options]"]);
  });
});
