// Replies that never come to what commits, and connections through which nothing comes any more.
import { CommitUnknownError, ConnectionError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Choices } from "./Choices.ts";
import { createGraph, graphBefore, graphSql } from "./graphs.ts";
import { report } from "./report.ts";
import { scaled, seed } from "./scale.ts";
import { useFaultyDatabase } from "./useFaultyDatabase.ts";

const timeoutMs = 500;
/** How the message begins that ends an exchange: a flush in one round trip is committed by then. */
const readyForQuery = "Z\0\0\0\u0005";
const database = useFaultyDatabase();

/** Graphs as they are created: no tags. */
const created = (name: string): string => graphBefore(name).replace(/5$/, "0");

async function stored(name: string): Promise<unknown> {
  const [row] = await database.direct.query(graphSql, [name]);
  return row?.["graph"];
}

async function messagesOfFlush(): Promise<{ client: number; server: number }> {
  const em = await database.newEm();
  createGraph(em, "counted");
  await em.assignNewIds();
  database.proxy.arm(undefined);
  await em.flush();
  return { ...database.proxy.counts };
}

describe("a reply to COMMIT that is lost", () => {
  it("R-TXN-11 is always a CommitUnknownError, everything is there, and the server says so", async () => {
    const losses = scaled(200);
    for (let at = 0; at < losses; at++) {
      const em = await database.newEm();
      const name = `lost${at}`;
      createGraph(em, name);
      await em.assignNewIds();
      database.proxy.arm({ side: "server", at: readyForQuery });
      await expect(em.flush()).rejects.toBeInstanceOf(CommitUnknownError);
      expect(await stored(name)).toBe(created(name));
      expect(await em.resolveCommit()).toBe("committed");
      expect(await em.flush()).toEqual([]);
    }
    report(`${losses} lost replies, all resolved by asking the server`);
    const [{ n }] = (await database.direct.query(
      "SELECT count(*)::int AS n FROM authors WHERE first_name LIKE 'lost%'",
    )) as [{ n: number }];
    expect(n).toBe(losses);
  });
});

/** What the server says decides. Where it could not be asked the em writes nothing more: the work is another one's then. */
async function flushAgain(em: EntityManager, name: string, isUnknown: boolean): Promise<void> {
  const fate = isUnknown ? await em.resolveCommit() : "aborted";
  if (fate === "aborted") return void (await em.flush());
  expect(fate).toBe("unknown");
  await expect(em.flush()).rejects.toBeInstanceOf(CommitUnknownError);
  const other = await database.newEm();
  createGraph(other, name);
  await other.flush();
}

describe("a black hole", () => {
  it("R-TXN-10 ends in an error, the connection is given up, and what was not written can be flushed again", async () => {
    const counts = await messagesOfFlush();
    const choices = new Choices(seed);
    const points = scaled(50);
    let longest = 0;
    for (let point = 0; point < points; point++) {
      const side = choices.one(["client", "server"] as const);
      const em = await database.newEm({ query_timeout: timeoutMs });
      const name = `hole${point}`;
      createGraph(em, name);
      await em.assignNewIds();
      database.proxy.arm({ side, at: choices.below(counts[side]), isHole: true });
      const start = performance.now();
      const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
      longest = Math.max(longest, performance.now() - start);
      const isUnknown = error instanceof CommitUnknownError;
      // Only the end of an exchange was lost, and with it nothing.
      const isAcknowledged = Array.isArray(error);
      if (!isAcknowledged && !isUnknown && !(error instanceof ConnectionError)) throw error;
      if (!isAcknowledged) await database.sessionsEnded();
      if ((await stored(name)) === undefined) await flushAgain(em, name, isUnknown);
      expect(await stored(name)).toBe(created(name));
    }
    report(
      `${points} holes, seed ${seed}: the time-out is ${timeoutMs} ms, the longest wait was ${Math.round(longest)} ms`,
    );
  });
});
