// Tables that our own migrations would not make: constraints that are checked at once, triggers that set times of their own,
// a column named like an alias of ours, types that a careless cast cuts, text keys.
import {
  BaseEntity,
  type Collection,
  ConfigApi,
  createDomain,
  EntityManager,
  type EntityTypes,
  field,
  type FieldSchema,
  type LoadedOneToOneReference,
  type ManyToOneReference,
  relation,
  setField,
} from "kingpost";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

interface SeatTypes extends EntityTypes {
  opts: {
    name?: string;
    rank?: number;
    code?: string;
    bits?: string;
    partner?: Seat;
    deputy?: Seat;
  };
  unique: { id: string };
  filter: { rank?: number; code?: string };
}

const seatConfig: ConfigApi<Seat> = new ConfigApi<Seat>("Seat");
// Both need a name; neither asks whether there is one.
seatConfig.addRule((seat) => (seat.name.length > 30 ? "name is too long" : undefined));
seatConfig.addRule(async (seat) => {
  await Promise.resolve();
  return seat.name.startsWith("x") ? "name starts with x" : undefined;
});
seatConfig.addRule((seat) => (seat.rank < 0 ? "rank is below 0" : undefined));

class Seat extends BaseEntity {
  static readonly tagName: string = "s";
  static readonly config: ConfigApi<Seat> = seatConfig;
  declare readonly __types: SeatTypes;

  get name(): string {
    return field(this, "name");
  }

  set name(value: string) {
    setField(this, "name", value);
  }

  get rank(): number {
    return field(this, "rank");
  }

  get code(): string {
    return field(this, "code");
  }

  get bits(): string {
    return field(this, "bits");
  }

  get partner(): ManyToOneReference<Seat, Seat, undefined> {
    return relation(this, "partner");
  }

  get partnerOf(): LoadedOneToOneReference<Seat, Seat> {
    return relation(this, "partnerOf");
  }

  get deputies(): Collection<Seat, Seat> {
    return relation(this, "deputies");
  }
}

interface NoteTypes extends EntityTypes {
  opts: { id?: string; text?: string; count?: number; next?: Note };
}

class Note extends BaseEntity {
  static readonly tagName: string = "n";
  declare readonly __types: NoteTypes;

  get text(): string {
    return field(this, "text");
  }

  set text(value: string) {
    setField(this, "text", value);
  }

  get updatedAt(): Date {
    return field(this, "updatedAt");
  }

  get next(): ManyToOneReference<Note, Note, undefined> {
    return relation(this, "next");
  }
}

const column = (name: string, type: string): FieldSchema => ({
  kind: "primitive",
  column: name,
  type,
  notNull: false,
});

const domain = createDomain({
  schema: {
    settings: { tagDelimiter: ":", idType: "tagged-string" },
    fingerprint: "other tables",
    enums: {},
    entities: {
      Seat: {
        tag: "s",
        schemaName: "public",
        tableName: "seats",
        id: { column: "id", key: "int", generator: "sequence", sequence: "seats_id_seq" },
        fields: {
          name: column("name", "text"),
          rank: column("rank", "integer"),
          code: column("code", "character"),
          bits: column("bits", "bit"),
          partner: {
            kind: "m2o",
            column: "partner_id",
            type: "integer",
            notNull: false,
            other: "Seat",
            otherField: "partnerOf",
          },
          partnerOf: { kind: "o2o", other: "Seat", otherField: "partner" },
          deputy: {
            kind: "m2o",
            column: "deputy_id",
            type: "integer",
            notNull: false,
            other: "Seat",
            otherField: "deputies",
          },
          deputies: { kind: "o2m", other: "Seat", otherField: "deputy" },
        },
        timestamps: {},
        uniques: [{ name: "seats_partner_id_key", fields: ["partner"] }],
        foreignKeys: {},
      },
      Note: {
        tag: "n",
        schemaName: "public",
        tableName: "notes",
        id: { column: "id", key: "text", generator: "application" },
        fields: {
          text: column("text", "text"),
          count: {
            kind: "primitive",
            column: "count",
            type: "integer",
            notNull: false,
            default: "expression",
          },
          next: {
            kind: "m2o",
            column: "next_id",
            type: "text",
            notNull: false,
            other: "Note",
            otherField: "previous",
          },
          previous: { kind: "o2m", other: "Note", otherField: "next" },
          createdAt: column("created_at", "timestamp with time zone"),
          updatedAt: column("updated_at", "timestamp with time zone"),
        },
        timestamps: { createdAt: "createdAt", updatedAt: "updatedAt" },
        uniques: [],
        foreignKeys: {},
      },
    },
  },
  entities: () => ({ Seat, Note }),
});

const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

beforeAll(async () => {
  await database.query(
    "CREATE TABLE seats (id serial PRIMARY KEY, name text, rank integer, code char(5), bits bit(3), partner_id integer UNIQUE REFERENCES seats, deputy_id integer REFERENCES seats)",
  );
  await database.query(
    "CREATE TABLE notes (id text PRIMARY KEY, text text, count integer DEFAULT 7, next_id text REFERENCES notes, created_at timestamptz, updated_at timestamptz)",
  );
  await database.query(
    "CREATE FUNCTION set_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := clock_timestamp(); RETURN NEW; END $$",
  );
  await database.query(
    "CREATE TRIGGER set_time BEFORE INSERT OR UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION set_time()",
  );
});

beforeEach(async () => {
  await database.query("TRUNCATE seats, notes RESTART IDENTITY");
});

describe("one-to-ones whose constraint is checked at once", () => {
  it("R-O2O-2 two that swap their partners are written with NULL in between", async () => {
    const em = newEm();
    const [a, b] = [em.create(Seat, { name: "a" }), em.create(Seat, { name: "b" })];
    const [c, d] = [
      em.create(Seat, { name: "c", partner: a }),
      em.create(Seat, { name: "d", partner: b }),
    ];
    await em.flush();
    c.partner.set(b);
    d.partner.set(a);
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation, values }) => [operation, values])).toEqual([
      ["lock seats", ['{"3","4","2","1"}']],
      ["update seats", ['{"3","4"}', "{NULL,NULL}"]],
      ["update seats", ['{"3","4"}', '{"2","1"}']],
    ]);
    expect(await database.query("SELECT name, partner_id FROM seats ORDER BY id")).toEqual([
      { name: "a", partner_id: null },
      { name: "b", partner_id: null },
      { name: "c", partner_id: 2 },
      { name: "d", partner_id: 1 },
    ]);
    expect(await database.statements(() => em.flush())).toEqual([]);
    c.partner.set(undefined);
    d.partner.set(b);
    await em.flush();
    expect([a.partnerOf.get, b.partnerOf.get]).toEqual([undefined, d]);
  });

  it("R-O2O-2 a new one takes the place of the one that was there", async () => {
    const em = newEm();
    const a = em.create(Seat, { name: "a" });
    const old = em.create(Seat, { name: "old", partner: a });
    await em.flush();
    const young = em.create(Seat, { name: "young" });
    a.partnerOf.set(young);
    await em.flush();
    expect([old.partner.isSet, young.partner.id]).toEqual([false, "s:1"]);
    expect(await database.query("SELECT name, partner_id FROM seats ORDER BY id")).toEqual([
      { name: "a", partner_id: null },
      { name: "old", partner_id: null },
      { name: "young", partner_id: 1 },
    ]);
  });

  it("R-WRITE-8 a deleted one makes room for a new one, after its own children have let go of it", async () => {
    const em = newEm();
    const a = em.create(Seat, { name: "a" });
    const old = em.create(Seat, { name: "old", partner: a });
    em.create(Seat, { name: "child", deputy: old });
    await em.flush();
    em.delete(old);
    em.create(Seat, { name: "young", partner: a });
    await em.flush();
    expect(
      await database.query("SELECT name, partner_id, deputy_id FROM seats ORDER BY id"),
    ).toEqual([
      { name: "a", partner_id: null, deputy_id: null },
      { name: "child", partner_id: null, deputy_id: null },
      { name: "young", partner_id: 1, deputy_id: null },
    ]);
  });
});

describe("times that triggers set", () => {
  it("R-OPLOCK-4 a row whose time a trigger set on insert can be changed in the same em", async () => {
    const em = newEm();
    const note = em.create(Note, { id: "n:1", text: "one" });
    await em.flush();
    note.text = "two";
    await em.flush();
    const [row] = await database.query("SELECT text, updated_at FROM notes");
    expect(row).toEqual({ text: "two", updated_at: note.updatedAt });
  });

  it("R-OPLOCK-4 so can rows whose ring of references was closed by an UPDATE", async () => {
    const em = newEm();
    const first = em.create(Note, { id: "n:1", text: "first" });
    const second = em.create(Note, { id: "n:2", text: "second", next: first, count: 3 });
    first.next.set(second);
    await em.flush();
    first.text = "1";
    second.text = "2";
    await em.flush();
    expect(await database.query("SELECT text, next_id, count FROM notes ORDER BY id")).toEqual([
      { text: "1", next_id: "2", count: 7 },
      { text: "2", next_id: "1", count: 3 },
    ]);
  });
});

describe("columns", () => {
  it("R-TYPE-1/text a char(5) and a bit(3) are written and found whole", async () => {
    const em = newEm();
    em.create(Seat, { name: "a", code: "abcde", bits: "101" });
    await em.flush();
    const [seat] = await newEm().find(Seat, { code: "abcde" });
    expect([seat?.code, seat?.bits]).toEqual(["abcde", "101"]);
  });

  it("R-FIND-4 finds are batched in a table that has a column called rank", async () => {
    const em = newEm();
    for (const rank of [1, 2, 2]) em.create(Seat, { name: "a", rank });
    await em.flush();
    const em2 = newEm();
    const found = await Promise.all([em2.find(Seat, { rank: 1 }), em2.find(Seat, { rank: 2 })]);
    expect(found.map((seats) => seats.map(({ id }) => id))).toEqual([["s:1"], ["s:2", "s:3"]]);
  });

  it("R-ID-5 a text key may hold a # and is found by its id all the same", async () => {
    const em = newEm();
    const note = em.create(Note, { id: "n:c#1", text: "sharp" });
    expect([em.getEntity("n:c#1"), em.getEntity("n#1")]).toEqual([note, note]);
    await em.flush();
    expect(await newEm().load(Note, "n:c#1")).toMatchObject({ text: "sharp" });
  });
});

describe("rules", () => {
  it("R-FLUSH-6 a rule that throws does not hide what other rules found", async () => {
    const em = newEm();
    const seat = em.create(Seat, { rank: -1 });
    await expect(em.flush()).rejects.toMatchObject({
      code: "VALIDATION",
      message: "Validation error: Seat#1 rank is below 0",
      cause: expect.any(TypeError),
    });
    seat.name = "a".repeat(31);
    await expect(em.flush()).rejects.toMatchObject({
      message: "Validation errors (2): Seat#1 name is too long, rank is below 0",
    });
  });

  it("R-FLUSH-6 what rules throw is thrown when none found anything, once all of them have ended", async () => {
    const em = newEm();
    em.create(Seat, { rank: 1 });
    await expect(em.flush()).rejects.toThrow(TypeError);
    expect(await database.query("SELECT id FROM seats")).toEqual([]);
  });
});
