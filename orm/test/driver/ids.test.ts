// Where ids come from: blocks of sequences, and uuids.
import { beforeEach, describe, expect, it } from "vitest";
import type { Result } from "../../src/driver/Driver.ts";
import type { Refill } from "../../src/driver/IdAssigner.ts";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { SequenceIdAssigner } from "../../src/driver/SequenceIdAssigner.ts";
import { UuidV7Assigner } from "../../src/driver/UuidV7Assigner.ts";
import type { Statement } from "../../src/sql/Statement.ts";
import { useDatabase } from "./useDatabase.ts";

const database = useDatabase();
const authors = '"public"."authors_id_seq"';
const books = '"public"."Books ""id"" seq"';
let sent: Statement[];
let driver: PostgresDriver;

beforeEach(async () => {
  driver ??= new PostgresDriver(database.newPool());
  sent = [];
  await database.query(`DROP SEQUENCE IF EXISTS ${authors}, ${books}`);
  await database.query(`CREATE SEQUENCE ${authors}`);
  await database.query(`CREATE SEQUENCE ${books} START 100`);
});

async function send(statement: Statement): Promise<Result> {
  sent.push(statement);
  return (await driver.transact([statement])).at(0)!;
}

/** As a flush does: ids first, then the next blocks along with the writes. */
async function flush(assigner: SequenceIdAssigner, count: number): Promise<ReadonlyArray<string>> {
  const [ids] = await assigner.assign([{ sequence: authors, count }], send);
  const refill = assigner.refill();
  if (refill !== undefined) await travel(refill);
  return ids ?? [];
}

async function travel(refill: Refill): Promise<void> {
  refill.accept((await driver.transact([refill.statement])).at(0)!);
}

async function lastValue(): Promise<unknown> {
  return (await database.query(`SELECT last_value FROM ${authors}`))[0]?.["last_value"];
}

function range(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(first + index));
}

describe("ids from sequences (R-SEQ-2)", () => {
  it("come from one statement for all tables", async () => {
    const assigner = new SequenceIdAssigner({ block: 1 });
    const ids = await assigner.assign(
      [
        { sequence: authors, count: 2 },
        { sequence: books, count: 3 },
        { sequence: authors, count: 1 },
      ],
      send,
    );
    expect(ids).toEqual([["1", "2"], ["100", "101", "102"], ["3"]]);
    expect(sent).toEqual([
      {
        text: "SELECT ARRAY(SELECT nextval(r.sequence) FROM generate_series(1, r.amount)) FROM unnest($1::regclass[], $2::int[]) WITH ORDINALITY AS r(sequence, amount, position) ORDER BY r.position",
        values: [
          '{"\\"public\\".\\"authors_id_seq\\"","\\"public\\".\\"Books \\"\\"id\\"\\" seq\\""}',
          '{"3","3"}',
        ],
        operation: "assign ids",
      },
    ]);
  });

  it("ask for nothing when nothing is needed", async () => {
    const assigner = new SequenceIdAssigner();
    expect(await assigner.assign([], send)).toEqual([]);
    expect(await assigner.assign([{ sequence: authors, count: 0 }], send)).toEqual([[]]);
    expect([sent, assigner.refill()]).toEqual([[], undefined]);
  });

  it("have no gaps with blocks of 1, and nothing is fetched ahead", async () => {
    const assigner = new SequenceIdAssigner({ block: 1 });
    const ids = [await flush(assigner, 1), await flush(assigner, 3), await flush(assigner, 2)];
    expect(ids).toEqual([["1"], ["2", "3", "4"], ["5", "6"]]);
    expect(assigner.refill()).toBe(undefined);
    expect(await database.query(`SELECT last_value FROM ${authors}`)).toEqual([
      { last_value: "6" },
    ]);
  });

  it("need no statement of their own once the assigner is warm", async () => {
    const assigner = new SequenceIdAssigner();
    const ids: string[] = [];
    const statements: number[] = [];
    for (let round = 0; round < 60; round++) {
      ids.push(...(await flush(assigner, 3)));
      statements.push(sent.length);
    }
    expect(ids).toEqual(range(1, 180));
    expect([statements[0], statements.at(-1)]).toEqual([1, 1]);
  });

  it("come in blocks of 1, 8 and 64 as the demand grows", async () => {
    const assigner = new SequenceIdAssigner();
    const reserved: unknown[] = [];
    for (let round = 0; round < 12; round++) {
      await assigner.assign([{ sequence: authors, count: 1 }], send);
      reserved.push(await lastValue());
    }
    expect(reserved).toEqual(["1", ...Array.from({ length: 8 }, () => "9"), "73", "73", "73"]);
    expect(sent.map(({ values }) => values[1])).toEqual(['{"1"}', '{"8"}', '{"64"}']);
  });

  it("R-SEQ-2 wait in the number that flushes take, where they take more than a block one after the other", async () => {
    const assigner = new SequenceIdAssigner();
    const taken: ReadonlyArray<string>[] = [];
    for (const count of [300, 280, 300, 290]) taken.push(await flush(assigner, count));
    expect(taken.flat()).toEqual(range(1, 1_170));
    // By itself for the first two only; at no time more wait than one of them took.
    expect([sent.length, await lastValue()]).toEqual([2, String(1_170 + 300)]);
    // Whoever takes few again is served from what is there.
    for (let round = 0; round < 4; round++) await flush(assigner, 5);
    expect([sent.length, await lastValue()]).toEqual([2, "1470"]);
  });

  it("R-SEQ-2 are not fetched ahead for one large flush among small ones, nor for more than ten thousand", async () => {
    const assigner = new SequenceIdAssigner({});
    for (const count of [2, 500, 2, 500]) await flush(assigner, count);
    expect(Number(await lastValue()) - 1_004).toBeLessThanOrEqual(128);
    const other = new SequenceIdAssigner();
    for (let round = 0; round < 2; round++)
      await other.assign([{ sequence: authors, count: 10_001 }], send);
    expect(other.refill()).toBe(undefined);
  });

  it("R-SEQ-2 that are on their way are not asked for once more, unless they are lost", async () => {
    const assigner = new SequenceIdAssigner();
    for (let round = 0; round < 2; round++)
      await assigner.assign([{ sequence: authors, count: 100 }], send);
    const refill = assigner.refill();
    expect([refill?.isLarge, refill?.statement.values[1], assigner.refill()]).toEqual([
      true,
      '{"100"}',
      undefined,
    ]);
    refill?.abandon?.();
    const again = assigner.refill()!;
    again.expect?.();
    // Who needs them waits for them.
    const waiting = assigner.assign([{ sequence: authors, count: 100 }], send);
    await travel(again);
    expect([await waiting, sent.length]).toEqual([[range(201, 100)], 2]);
  });

  it("of a fixed block are reserved by the block", async () => {
    const assigner = new SequenceIdAssigner({ block: 10 });
    const ids = [];
    for (let round = 0; round < 4; round++)
      ids.push(...(await assigner.assign([{ sequence: authors, count: 4 }], send)));
    expect(ids).toEqual([range(1, 4), range(5, 4), range(9, 4), range(13, 4)]);
    expect(sent.map(({ values }) => values[1])).toEqual(['{"10"}', '{"10"}']);
  });

  it("for a big request are fetched exactly, and ascend", async () => {
    const assigner = new SequenceIdAssigner();
    await flush(assigner, 1);
    const left = (await assigner.assign([{ sequence: authors, count: 5000 }], send))[0];
    expect(left).toEqual(range(2, 5000));
    expect(assigner.refill()).toBe(undefined);
    expect(sent.length).toBe(2);
  });

  it("are used up before new ones are fetched", async () => {
    const assigner = new SequenceIdAssigner({ block: 5 });
    await assigner.assign([{ sequence: authors, count: 2 }], send);
    const [ids] = await assigner.assign([{ sequence: authors, count: 20 }], send);
    expect(ids).toEqual(range(3, 20));
    expect(sent.map(({ values }) => values[1])).toEqual(['{"5"}', '{"17"}']);
  });

  it("follow the sequence's own increment", async () => {
    await database.query(`ALTER SEQUENCE ${authors} INCREMENT BY 10 RESTART 5`);
    const assigner = new SequenceIdAssigner({ block: 3 });
    expect([await flush(assigner, 2), await flush(assigner, 2)]).toEqual([
      ["5", "15"],
      ["25", "35"],
    ]);
  });

  it("are never given out twice to flushes that run at the same time, and ascend in each", async () => {
    const assigner = new SequenceIdAssigner();
    const all = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => await flush(assigner, 1 + (index % 7))),
    );
    const numbers = all.flat().map(Number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const ids of all) expect(ids).toEqual(ids.toSorted((a, b) => Number(a) - Number(b)));
  });

  it("ascend although a later block arrives first", async () => {
    const assigner = new SequenceIdAssigner({ block: 2 });
    const answers: Array<() => void> = [];
    let before: Promise<unknown> = Promise.resolve();
    const late = async (statement: Statement): Promise<Result> => {
      // One after the other, or the sequence would deal the two blocks alternately.
      const sending = before.then(() => send(statement));
      before = sending;
      const result = await sending;
      await new Promise<void>((resolve) => {
        answers.push(resolve);
        if (answers.length === 2) for (const answer of answers.toReversed()) answer();
      });
      return result;
    };
    const request = [{ sequence: authors, count: 1 }];
    await Promise.all([assigner.assign(request, late), assigner.assign(request, late)]);
    const [rest] = await assigner.assign([{ sequence: authors, count: 2 }], send);
    expect(rest).toEqual(["2", "4"]);
    expect(sent.length).toBe(2);
  });

  it("that were reserved are forgotten by reset", async () => {
    const assigner = new SequenceIdAssigner({ block: 10 });
    await flush(assigner, 1);
    await database.query(`ALTER SEQUENCE ${authors} RESTART 500`);
    assigner.reset();
    expect(await flush(assigner, 1)).toEqual(["500"]);
  });

  it("may be lost with a flush that fails, and the next one goes on", async () => {
    const assigner = new SequenceIdAssigner();
    const failing = assigner.assign([{ sequence: authors, count: 2 }], () =>
      Promise.reject(new RangeError("lost")),
    );
    await expect(failing).rejects.toThrow("lost");
    expect(await flush(assigner, 2)).toEqual(["1", "2"]);
  });
});

describe("uuids of version 7 (R-SEQ-3)", () => {
  it("have the form of the standard, and the time in front", () => {
    const before = Date.now();
    const uuid = new UuidV7Assigner().next();
    expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const time = Number.parseInt(uuid.slice(0, 13).replace("-", ""), 16);
    expect(time >= before && time <= Date.now()).toBe(true);
  });

  it("ascend within an assigner, also within a millisecond, and are all different", () => {
    const assigner = new SequenceIdAssigner();
    const uuids = Array.from({ length: 20_000 }, () => assigner.uuidV7());
    expect(uuids).toEqual(uuids.toSorted());
    expect(new Set(uuids).size).toBe(20_000);
  });

  it("are read by Postgres as they were written", async () => {
    const assigner = new UuidV7Assigner();
    const uuids = Array.from({ length: 3 }, () => assigner.next());
    const [result] = await driver.transact([
      { text: "SELECT unnest($1::uuid[])", values: [`{${uuids.join(",")}}`], operation: "test" },
    ]);
    expect(result?.rows).toEqual(uuids.map((uuid) => [uuid]));
  });
});
