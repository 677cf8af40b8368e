// A connection that is lost at every message of one flush.
import type { TransactionFate } from "kingpost";
import { CommitUnknownError, ConnectionError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { changeGraph, givenGraph, graphAfter, graphBefore, graphSql } from "./graphs.ts";
import type { Cut } from "./messageProxy.ts";
import { report } from "./report.ts";
import { scaled } from "./scale.ts";
import { useFaultyDatabase } from "./useFaultyDatabase.ts";

const database = useFaultyDatabase();

async function stored(name: string): Promise<unknown> {
  const [row] = await database.direct.query(graphSql, [name]);
  return row?.["graph"];
}

/** A graph that is there, and an em that has changed it and not flushed yet. */
async function givenChange(name: string): Promise<EntityManager> {
  await givenGraph(database.direct.newEm(), name);
  const em = await database.newEm();
  await changeGraph(em, name);
  // The ids are there before, so that the flush is one exchange.
  await em.assignNewIds();
  return em;
}

async function countMessages(): Promise<{ client: number; server: number }> {
  const em = await givenChange("counted");
  database.proxy.arm(undefined);
  await em.flush();
  return { ...database.proxy.counts };
}

async function loseAt(cut: Cut): Promise<string> {
  const name = `${cut.side}${cut.at}`;
  const em = await givenChange(name);
  database.proxy.arm(cut);
  const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
  // Only the end of an exchange was lost, and with it nothing.
  const isAcknowledged = Array.isArray(error);
  const isUnknown = error instanceof CommitUnknownError;
  if (!isAcknowledged && !isUnknown && !(error instanceof ConnectionError)) throw error;
  expect([name, database.proxy.wasCut]).toEqual([name, true]);
  if (!isAcknowledged) await database.sessionsEnded();
  const found = await stored(name);
  const isWritten = found === graphAfter(name);
  expect([name, isWritten || found === graphBefore(name)]).toEqual([name, true]);
  // Only what is unknown may be either.
  expect([name, isUnknown || isWritten === isAcknowledged]).toEqual([name, true]);
  if (isAcknowledged) return "written";
  const fate = isUnknown ? await em.resolveCommit() : "aborted";
  // What the server says is so.
  expect([name, fate]).toEqual([name, fate === "unknown" ? fate : fateOf(isWritten)]);
  if (!isWritten) await writeAfterAll(fate === "unknown" ? await anotherWith(em, name) : em, name);
  if (!isUnknown) return "not written";
  return `unknown, ${isWritten ? "written" : "not written"}, ${fate === "unknown" ? "not to be told" : "told when asked"}`;
}

async function writeAfterAll(em: EntityManager, name: string): Promise<void> {
  await em.flush();
  expect(await stored(name)).toBe(graphAfter(name));
  expect(await em.flush()).toEqual([]);
}

function fateOf(isWritten: boolean): TransactionFate {
  return isWritten ? "committed" : "aborted";
}

/** An em that does not know whether it has committed writes nothing more: the work is another one's then. */
async function anotherWith(em: EntityManager, name: string): Promise<EntityManager> {
  await expect(em.flush()).rejects.toBeInstanceOf(CommitUnknownError);
  const other = await database.newEm();
  await changeGraph(other, name);
  return other;
}

describe("a connection cut at every message of a flush", () => {
  it.each(["client", "server"] as const)(
    "R-TXN-10, R-FLUSH-7 of the %s: all or nothing is written, and what was not can be flushed again",
    async (side) => {
      const counts = await countMessages();
      const ends: Record<string, number> = {};
      // The short form takes every so manieth, and the end, where COMMIT is.
      const places = Array.from({ length: counts[side] }, (_, at) => at).filter(
        (at) => at % Math.ceil(10 / scaled(10)) === 0 || at >= counts[side] - 3,
      );
      for (const at of places) {
        const end = await loseAt({ side, at });
        ends[end] = (ends[end] ?? 0) + 1;
      }
      report(`${places.length} of ${counts[side]} messages of the ${side}:`, ends);
      expect(places.length).toBeGreaterThan(5);
    },
  );
});
