import { ConfigApi, createDomain } from "kingpost";
import { beforeEach, describe, expect, it } from "vitest";
import { Actor } from "../schema/entities/Actor.ts";
import type { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Booking } from "../schema/entities/Booking.ts";
import { AuthorCodegen } from "../schema/entities/codegen/AuthorCodegen.ts";
import { schema } from "../schema/entities/codegen/schema.ts";
import { Costume } from "../schema/entities/Costume.ts";
import { Licence } from "../schema/entities/Licence.ts";
import { Play } from "../schema/entities/Play.ts";
import { Poster } from "../schema/entities/Poster.ts";
import { Prop } from "../schema/entities/Prop.ts";
import { Reminder } from "../schema/entities/Reminder.ts";
import { Souvenir } from "../schema/entities/Souvenir.ts";
import { Theatre } from "../schema/entities/Theatre.ts";
import { Ticket } from "../schema/entities/Ticket.ts";
import { Wish } from "../schema/entities/Wish.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** How many rows are left. */
async function left(...tables: string[]): Promise<Record<string, unknown>> {
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  return (await database.query(`SELECT ${counts.join(", ")}`))[0]!;
}

/** The operations sent that read, as the cascades did. */
async function loads(work: () => Promise<unknown>): Promise<string[]> {
  const sent = await database.recorded(work);
  return sent.map(({ operation }) => operation).filter((each) => /^(load|find)/.test(each));
}

beforeEach(async () => {
  const em = database.newEm();
  const [globe, swan] = [1, 2].map((n) => em.create(Theatre, { name: `t${n}` }));
  const licence = em.create(Licence, { holder: "W. S." });
  for (const theatre of [globe!, swan!]) {
    const first = em.create(Play, { title: "first", theatre, licence });
    const second = em.create(Play, { title: "second", theatre, prequel: first });
    em.create(Play, { title: "third", theatre, prequel: second });
    em.create(Poster, { motif: "skull", play: first });
    second.props.set([em.create(Prop, { name: "sword" })]);
    for (const seat of [1, 2]) em.create(Ticket, { seat, play: first });
    em.create(Actor, { name: "A", theatre });
  }
  await em.flush();
});

describe("cascadeDelete", () => {
  it("R-CASC-1, R-CFG-1/cascadeDelete deletes what the relation leads to, level by level, along every kind of relation", async () => {
    const em = database.newEm();
    em.delete(await em.load(Theatre, "thr:1"));
    await em.flush();
    expect(
      await left("theatres", "plays", "posters", "props", "tickets", "licences", "plays_to_props"),
    ).toEqual({
      theatres: 1,
      plays: 3,
      posters: 1,
      props: 1,
      tickets: 2,
      // The other theatre's play has let go of it.
      licences: 0,
      plays_to_props: 1,
    });
    expect(await database.query("SELECT id, licence_id FROM plays WHERE title = 'first'")).toEqual([
      { id: 4, licence_id: null },
    ]);
    expect(await database.query("SELECT id, theatre_id FROM actors ORDER BY id")).toEqual([
      { id: 1, theatre_id: null },
      { id: 2, theatre_id: 2 },
    ]);
  });

  it("R-CASC-4 loads one statement per relation and level for all that is deleted", async () => {
    const em = database.newEm();
    em.delete(await em.loadAll(Theatre, ["thr:1", "thr:2"]));
    const sent = await loads(() => em.flush());
    expect(sent.toSorted()).toEqual(
      [
        "load Theatre.actors",
        "load Theatre.costumes",
        "load Theatre.wigs",
        "load Theatre.plays",
        "load Licence",
        "load Licence.plays",
        "load Play.poster",
        "load Play.props",
        "load Play.sequels",
        "find Ticket",
        "load Poster.souvenirs",
        "load Prop.souvenirs",
      ].toSorted(),
    );
    expect(await left("theatres", "plays", "licences", "tickets", "props")).toEqual({
      theatres: 0,
      plays: 0,
      licences: 0,
      tickets: 0,
      props: 0,
    });
  });

  it("R-CASC-1 a relation to its own kind is followed as far as it goes, and round in a circle once", async () => {
    await database.query("UPDATE plays SET prequel_id = 3 WHERE id = 1");
    const em = database.newEm();
    const play = await em.load(Play, "ply:2");
    em.delete(play);
    const written = await em.flush();
    expect(written.filter((each) => each instanceof Play).map(String)).toEqual([
      "Play:2",
      "Play:3",
      "Play:1",
      // It has let go of the licence.
      "Play:4",
    ]);
    expect(await left("plays")).toEqual({ plays: 3 });
  });

  it("R-CASC-1, R-DEL-1 marks what is in memory at once", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1", { plays: ["poster", "licence"] });
    const [first] = theatre.plays.get;
    const fresh = em.create(Play, { title: "new", theatre });
    em.delete(theatre);
    expect(
      [first!, first!.poster.get, first!.licence.get, fresh].map((each) => each?.isDeletedEntity),
    ).toEqual([true, undefined, undefined, true]);
    expect(theatre.plays.get).toEqual([]);
    expect(em.pendingChanges.map(({ kind }) => kind)).toEqual(Array(6).fill("delete"));
    await em.flush();
    expect(await left("plays", "posters", "licences")).toEqual({
      plays: 3,
      posters: 1,
      licences: 0,
    });
  });

  it("R-CASC-1 cascades along a polymorphic reference, to where it leads", async () => {
    const before = database.newEm();
    before.create(Souvenir, { content: await before.load(Prop, "prp:1") });
    before.create(Souvenir, { content: await before.load(Poster, "pos:2") });
    before.create(Souvenir, {});
    await before.flush();
    const em = database.newEm();
    em.delete(await em.find(Souvenir, {}));
    const sent = await loads(() => em.flush());
    expect(sent).toEqual([
      "load Prop",
      "load Poster",
      "load Prop.souvenirs",
      "load Poster.souvenirs",
    ]);
    expect(await left("souvenirs", "props", "posters")).toEqual({
      souvenirs: 0,
      props: 1,
      posters: 1,
    });
  });

  it("R-CASC-1 deletes a large collection a thousand at a time, and what was added to it", async () => {
    await database.query(
      "INSERT INTO tickets (seat, play_id, version, created_at, updated_at) SELECT n, 3, 1, now(), now() FROM generate_series(1, 2100) n",
    );
    const em = database.newEm();
    const play = await em.load(Play, "ply:3");
    em.create(Ticket, { seat: 9999, play });
    em.delete(play);
    const sent = await database.recorded(() => em.flush());
    const finds = sent.filter(({ operation }) => operation === "find Ticket");
    expect(finds.map(({ text }) => /WHERE .*/.exec(text)![0])).toEqual([
      'WHERE t."play_id" = $1::integer ORDER BY t."id" ASC LIMIT $2::bigint',
      'WHERE t."play_id" = $1::integer AND t."id" > $2::integer ORDER BY t."id" ASC LIMIT $3::bigint',
      'WHERE t."play_id" = $1::integer AND t."id" > $2::integer ORDER BY t."id" ASC LIMIT $3::bigint',
    ]);
    expect(await left("tickets")).toEqual({ tickets: 4 });
  });

  it("R-CASC-1 what was moved elsewhere is not dragged along, and what was moved here is", async () => {
    const em = database.newEm();
    const [one, two] = await em.loadAll(Theatre, ["thr:1", "thr:2"]);
    const [away, here] = await em.loadAll(Play, ["ply:3", "ply:6"]);
    away!.theatre.set(two!);
    away!.prequel.set(undefined);
    here!.theatre.set(one!);
    em.delete(one!);
    await em.flush();
    expect(await database.query("SELECT id FROM plays ORDER BY id")).toEqual([
      { id: 3 },
      { id: 4 },
      { id: 5 },
    ]);
  });

  it("R-CASC-1 what is softly deleted goes with the rest", async () => {
    await database.query("UPDATE plays SET deleted_at = now() WHERE id = 3");
    await database.query("UPDATE actors SET deleted_at = now()");
    const em = database.newEm();
    em.delete(await em.load(Theatre, "thr:1", "plays"));
    await em.flush();
    expect(await left("plays", "actors")).toEqual({ plays: 3, actors: 2 });
    expect(await database.query("SELECT theatre_id FROM actors ORDER BY id")).toEqual([
      { theatre_id: null },
      { theatre_id: 2 },
    ]);
  });

  it("R-CASC-2 a flush that fails leaves everything marked, and the next one deletes it", async () => {
    const em = database.newEm();
    em.delete(await em.load(Theatre, "thr:1"));
    const invalid = em.createPartial(Book, {});
    await expect(em.flush()).rejects.toMatchObject({ code: "VALIDATION" });
    em.delete(invalid);
    await em.flush();
    expect(await left("theatres", "plays")).toEqual({ theatres: 1, plays: 3 });
  });

  it("R-CASC-4 a flush without deletes loads nothing", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1");
    theatre.name = "other";
    expect(await loads(() => em.flush())).toEqual([]);
  });

  it("R-DOM-3 a cascade along what is no relation fails at boot", () => {
    class Wrong extends AuthorCodegen {}
    const config = new ConfigApi<Author>("Author");
    config.cascadeDelete("firstName" as never);
    config.cascadeDelete("nothing" as never);
    Object.defineProperty(Wrong, "config", { value: config });
    expect(() => {
      createDomain({
        schema: { ...schema, entities: { Author: { ...schema.entities["Author"]!, fields: {} } } },
        entities: () => ({ Author: Wrong }),
      }).boot();
    }).toThrow("cascadeDelete takes a relation to entities");
  });
});

describe("what the database deletes along", () => {
  async function givenBookings(): Promise<void> {
    const em = database.newEm();
    const play = await em.load(Play, "ply:3");
    const booking = em.create(Booking, { guest: "g", play });
    em.create(Reminder, { text: "r", booking });
    em.create(Wish, { text: "w", play });
    em.create(Booking, { guest: "other", play: "ply:6" });
    await em.flush();
  }

  it("R-CASC-3 is not loaded, and is deleted or unset in memory after COMMIT", async () => {
    await givenBookings();
    const em = database.newEm();
    const play = await em.load(Play, "ply:3", { bookings: "reminders", wishes: {} });
    const other = await em.load(Booking, "bkg:2");
    const [booking] = play.bookings.get;
    const [reminder] = booking!.reminders.get;
    const [wish] = play.wishes.get;
    booking!.guest = "changed";
    em.delete(play);
    expect([booking!.isDeletedEntity, wish!.play.id]).toEqual([false, "ply:3"]);
    const sent = await database.recorded(() => em.flush());
    expect(
      sent.map(({ operation }) => operation).filter((each) => /ooking|eminder|ish/.test(each)),
    ).toEqual(["lock bookings", "update bookings"]);
    expect(
      [booking!, reminder!, wish!, other].map(({ isDeletedEntity }) => isDeletedEntity),
    ).toEqual([true, true, false, false]);
    expect([wish!.play.isSet, em.pendingChanges]).toEqual([false, []]);
    expect(() => {
      booking!.guest = "x";
    }).toThrow("Booking:1 is marked as deleted");
    wish!.text = "still there";
    await em.flush();
    expect(await left("bookings", "reminders", "wishes")).toEqual({
      bookings: 1,
      reminders: 0,
      wishes: 1,
    });
  });

  it("R-CASC-3 is as before when the transaction is rolled back", async () => {
    await givenBookings();
    const em = database.newEm();
    const play = await em.load(Play, "ply:3", ["bookings", "wishes"]);
    const [booking, wish] = [play.bookings.get[0]!, play.wishes.get[0]!];
    await expect(
      em.transaction(async () => {
        em.delete(play);
        await em.flush();
        expect([booking.isDeletedEntity, wish.play.isSet]).toEqual([true, false]);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect([booking.isDeletedEntity, wish.play.id]).toEqual([false, "ply:3"]);
  });
});

describe("owned children", () => {
  const names = async (): Promise<unknown> =>
    database.query("SELECT name, theatre_id FROM costumes ORDER BY id");

  beforeEach(async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1");
    for (const name of ["crown", "cape", "mask"]) em.create(Costume, { name, theatre });
    await em.flush();
  });

  it("R-O2M-4 a set deletes owned children that it leaves out, loaded or not", async () => {
    const em = database.newEm();
    const loaded = await em.load(Theatre, "thr:1", "costumes");
    const [crown, cape, mask] = loaded.costumes.get;
    loaded.costumes.set([crown!, cape!]);
    expect(mask!.isDeletedEntity).toBe(true);
    await em.flush();
    expect(await names()).toEqual([
      { name: "crown", theatre_id: 1 },
      { name: "cape", theatre_id: 1 },
    ]);
    const other = database.newEm();
    const theatre = await other.load(Theatre, "thr:1");
    theatre.costumes.set([await other.load(Costume, "cos:2")]);
    await other.flush();
    expect(await names()).toEqual([{ name: "cape", theatre_id: 1 }]);
  });

  it("R-O2M-4 other children are unset, and so is an owned one that is removed: its rule refuses that", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1", ["actors", "costumes"]);
    theatre.actors.set([]);
    await em.flush();
    expect(await left("actors")).toEqual({ actors: 2 });
    theatre.costumes.remove(theatre.costumes.get[0]!);
    await expect(em.flush()).rejects.toThrow("theatre cannot be updated");
  });
});

describe("touchOnChange", () => {
  it("R-M2M-7, R-CFG-1/touchOnChange members that come and go make their owner part of the flush, nothing else does", async () => {
    const em = database.newEm();
    const [one, two] = await em.loadAll(Theatre, ["thr:1", "thr:2"]);
    const [actor] = await em.find(Actor, { theatre: one! });
    actor!.name = "renamed";
    expect((await em.flush()).map(String)).toEqual(["Actor:1"]);
    actor!.theatre.set(two);
    expect((await em.flush()).map(String)).toEqual(["Theatre:1", "Theatre:2", "Actor:1"]);
    em.create(Actor, { name: "new", theatre: one! });
    expect((await em.flush()).map(String)).toEqual(["Theatre:1", "Actor#1:3"]);
    em.delete(actor!);
    expect((await em.flush()).map(String)).toEqual(["Theatre:2", "Actor:1"]);
    expect(await database.query("SELECT id, version FROM theatres ORDER BY id")).toEqual([
      { id: 1, version: 3 },
      { id: 2, version: 3 },
    ]);
  });

  it("R-M2M-7 of a many-to-many, on the side that asks for it", async () => {
    const em = database.newEm();
    const [play, prop] = [await em.load(Play, "ply:1"), await em.load(Prop, "prp:1")];
    play.props.add(prop);
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation)).toEqual([
      "lock props",
      "lock plays",
      "update props",
      "insert plays_to_props",
    ]);
    play.props.remove(prop);
    expect((await em.flush()).map(String)).toEqual(["Prop:1"]);
    play.title = "other";
    expect((await em.flush()).map(String)).toEqual(["Play:1"]);
  });
});
