import { beforeEach, describe, expect, it } from "vitest";
import { Actor } from "../schema/entities/Actor.ts";
import { Animal } from "../schema/entities/Animal.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { schema } from "../schema/entities/codegen/schema.ts";
import { Costume } from "../schema/entities/Costume.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Licence } from "../schema/entities/Licence.ts";
import { Play } from "../schema/entities/Play.ts";
import { Poster } from "../schema/entities/Poster.ts";
import { Prop } from "../schema/entities/Prop.ts";
import { Theatre } from "../schema/entities/Theatre.ts";
import { Wig } from "../schema/entities/Wig.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const theatre = em.create(Theatre, { name: "globe" });
  const licence = em.create(Licence, { holder: "W. S." });
  const first = em.create(Play, { title: "first", theatre, licence });
  const second = em.create(Play, { title: "second", theatre, prequel: first });
  em.create(Play, { title: "third", theatre, prequel: second });
  em.create(Poster, { motif: "skull", play: first });
  first.props.set([em.create(Prop, { name: "sword" })]);
  em.create(Actor, { name: "A", theatre });
  await em.flush();
});

/** The rows that are softly deleted, by table and id. */
async function deletedRows(): Promise<string[]> {
  const rows = await database.query(
    "SELECT 'theatres ' || id AS row FROM theatres WHERE deleted_at IS NOT NULL UNION ALL SELECT 'plays ' || id FROM plays WHERE deleted_at IS NOT NULL UNION ALL SELECT 'actors ' || id FROM actors WHERE deleted_at IS NOT NULL ORDER BY 1",
  );
  return rows.map(({ row }) => row as string);
}

async function instants(): Promise<number> {
  const [{ n } = { n: 0 }] = await database.query(
    "SELECT count(DISTINCT deleted_at)::int AS n FROM (SELECT deleted_at FROM theatres UNION ALL SELECT deleted_at FROM plays) AS all_rows",
  );
  return n as number;
}

describe("em.softDelete", () => {
  it("R-SOFT-7, R-EM-4/softDelete writes since when, and with it what cascades lead to that can be softly deleted", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1");
    em.softDelete(theatre);
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation)).toEqual([
      "load Theatre.plays",
      "load Theatre.costumes",
      "load Play.sequels",
      "lock theatres",
      "lock plays",
      "update theatres",
      "update plays",
    ]);
    expect(await deletedRows()).toEqual(["plays 1", "plays 2", "plays 3", "theatres 1"]);
    expect(await instants()).toBe(1);
    const [left] = await database.query(
      "SELECT (SELECT count(*)::int FROM posters) AS posters, (SELECT count(*)::int FROM licences) AS licences",
    );
    expect(left).toEqual({ posters: 1, licences: 1 });
    expect(em.lastFlush?.updated.map(({ entity }) => String(entity))).toEqual([
      "Theatre:1",
      "Play:1",
      "Play:2",
      "Play:3",
    ]);
  });

  it("R-SOFT-7 hides at once, and what is in memory with it", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1", { plays: {}, actors: {} });
    const [first, second, third] = theatre.plays.get;
    em.softDelete(first!);
    expect(theatre.plays.get).toEqual([second, third]);
    expect(theatre.plays.getWithDeleted).toEqual([first, second, third]);
    em.softDelete(theatre);
    expect([first!, second!, third!].map((play) => play.isSoftDeletedEntity)).toEqual([
      true,
      true,
      true,
    ]);
    expect([theatre.isSoftDeletedEntity, theatre.plays.get, theatre.actors.get.length]).toEqual([
      true,
      [],
      1,
    ]);
    await em.flush();
    expect([await deletedRows(), await instants()]).toEqual([
      ["plays 1", "plays 2", "plays 3", "theatres 1"],
      1,
    ]);
  });

  it("R-SOFT-7 with hard, cascades delete for good what cannot be softly deleted", async () => {
    const em = database.newEm();
    em.softDelete(await em.load(Theatre, "thr:1"), { hard: true });
    await em.flush();
    const [left] = await database.query(
      "SELECT (SELECT count(*)::int FROM posters) AS posters, (SELECT count(*)::int FROM licences) AS licences, (SELECT count(*)::int FROM props) AS props, (SELECT licence_id FROM plays WHERE id = 1) AS licence",
    );
    expect(left).toEqual({ posters: 0, licences: 0, props: 0, licence: null });
    expect(await deletedRows()).toEqual(["plays 1", "plays 2", "plays 3", "theatres 1"]);
  });

  it("R-SOFT-7 what was softly deleted before keeps its instant, and so does one that is set", async () => {
    await database.query("UPDATE plays SET deleted_at = '2020-01-01Z' WHERE id = 1");
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1", "plays");
    const [first, second, third] = theatre.plays.getWithDeleted;
    em.softDelete(theatre);
    second!.deletedAt = new Date("2021-01-01Z");
    third!.deletedAt = undefined;
    await em.flush();
    expect([first!.deletedAt, second!.deletedAt]).toEqual([
      new Date("2020-01-01Z"),
      new Date("2021-01-01Z"),
    ]);
    expect(await deletedRows()).toEqual(["plays 1", "plays 2", "theatres 1"]);
  });

  it("R-SOFT-7 what is restored after it stays, whatever it hangs on", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1", "plays");
    em.softDelete(theatre);
    em.restore(theatre.plays.getWithDeleted[2]!);
    await em.flush();
    expect(await deletedRows()).toEqual(["plays 1", "plays 2", "theatres 1"]);
  });

  it("R-SOFT-7 is an update, which an entity without such a column refuses", async () => {
    const em = database.newEm();
    const poster = await em.load(Poster, "pos:1");
    expect(() => {
      // @ts-expect-error -- nothing says since when a poster is deleted
      em.softDelete(poster);
    }).toThrow("Poster:1 cannot be deleted softly: no column of posters says since when a row is");
    const play = await em.load(Play, "ply:3");
    em.softDelete(play);
    expect(em.pendingChanges.map(({ kind }) => kind)).toEqual(["update"]);
    em.delete(play);
    expect(() => em.softDelete(play)).toThrow("Play:3 is marked as deleted");
    await em.flush();
    expect(await database.query("SELECT id FROM plays ORDER BY id")).toEqual([
      { id: 1 },
      { id: 2 },
    ]);
  });

  it("R-CTI-3 the column stands in the root's table, and governs subtypes", async () => {
    const before = database.newEm();
    const dog = before.create(Dog, { name: "Rex", breed: "pug" });
    before.create(Cat, { name: "Tom" });
    await before.flush();
    before.softDelete(dog);
    const sent = await database.recorded(() => before.flush());
    expect(
      sent.map(({ operation }) => operation).filter((each) => each.startsWith("update")),
    ).toEqual(["update animals"]);
    const em = database.newEm();
    expect(await em.find(Dog, {})).toEqual([]);
    expect((await em.find(Animal, {})).map(({ name }) => name)).toEqual(["Tom"]);
    expect((await em.find(Dog, {}, { softDeletes: "include" })).map(({ name }) => name)).toEqual([
      "Rex",
    ]);
  });
});

describe("em.restore", () => {
  it("R-SOFT-7, R-EM-4/restore unsets it, and with cascade also of what was deleted at the same instant", async () => {
    await database.query("UPDATE plays SET deleted_at = '2020-01-01Z' WHERE id = 3");
    const before = database.newEm();
    before.softDelete(await before.load(Theatre, "thr:1"));
    await before.flush();
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1");
    em.restore(theatre, { cascade: true });
    expect(theatre.isSoftDeletedEntity).toBe(false);
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation).slice(0, 3)).toEqual([
      "load Theatre.plays",
      "load Theatre.costumes",
      "load Play.sequels",
    ]);
    expect(await deletedRows()).toEqual(["plays 3"]);
  });

  it("R-SOFT-7 without cascade it restores the entity alone", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1", "plays");
    em.softDelete(theatre);
    await em.flush();
    em.restore(theatre);
    await em.flush();
    expect(await deletedRows()).toEqual(["plays 1", "plays 2", "plays 3"]);
  });

  it("R-SOFT-7 takes back what was not flushed, cascades included", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1", "plays");
    em.softDelete(theatre);
    em.restore(theatre, { cascade: true });
    expect(em.pendingChanges).toEqual([]);
    expect(await database.statements(() => em.flush())).toEqual([]);
    em.softDelete(theatre);
    em.restore(theatre);
    await em.flush();
    expect(await deletedRows()).toEqual(["plays 1", "plays 2", "plays 3"]);
  });
});

describe("what shows softly deleted entities", () => {
  it("R-SOFT-2 collections hide them: children, members, through others, and over and over", async () => {
    const before = database.newEm();
    const [theatre, second] = [
      await before.load(Theatre, "thr:1"),
      await before.load(Play, "ply:2"),
    ];
    theatre.deletedAt = second.deletedAt = new Date();
    await before.flush();
    const em = database.newEm();
    const hidden = await em.load(Theatre, "thr:1", {
      plays: { sequelsRecursive: {}, prequelsRecursive: {}, props: "plays" },
    });
    expect(hidden.plays.get.map(({ title }) => title)).toEqual(["first", "third"]);
    expect((await hidden.plays.load()).length).toBe(2);
    expect((await hidden.plays.load({ withDeleted: true })).length).toBe(3);
    const [first, third] = hidden.plays.get;
    expect([first!.sequelsRecursive.get, first!.sequelsRecursive.getWithDeleted.length]).toEqual([
      [],
      2,
    ]);
    // From one that is hidden a reference leads on.
    expect(third!.prequelsRecursive.get).toEqual([first]);
    const prop = await em.load(Prop, "prp:1", "theatres");
    expect([prop.theatres.get, prop.theatres.getWithDeleted]).toEqual([[], [hidden]]);
    first!.deletedAt = new Date();
    expect([first!.props.get[0]!.plays.get, prop.theatres.getWithDeleted]).toEqual([[], [hidden]]);
  });

  it("R-SOFT-3 references give them, and getIfActive does not", async () => {
    const before = database.newEm();
    before.softDelete(await before.load(Theatre, "thr:1"));
    await before.flush();
    const em = database.newEm();
    const poster = await em.load(Poster, "pos:1", {
      play: { theatre: {}, poster: {} },
      theatre: {},
    });
    const play = poster.play.get;
    expect([play.title, poster.play.getIfActive]).toEqual(["first", undefined]);
    expect([poster.theatre.get.name, poster.theatre.getIfActive]).toEqual(["globe", undefined]);
    expect(play.poster.getIfActive).toBe(poster);
    em.restore(play);
    expect(poster.play.getIfActive).toBe(play);
  });
});

describe("a column that says whether, not when", () => {
  it("R-SOFT-1 hides rows, is set and unset, and goes with cascades", async () => {
    const em = database.newEm();
    const theatre = await em.load(Theatre, "thr:1", ["costumes", "wigs"]);
    const [crown, cape] = ["crown", "cape"].map((name) => em.create(Costume, { name, theatre }));
    const [red, grey] = ["red", "grey"].map((color) => em.create(Wig, { color, theatre }));
    await em.flush();
    em.softDelete([crown!]);
    em.softDelete(red!);
    await em.flush();
    expect([crown!.isDeleted, crown!.isSoftDeletedEntity, grey!.isSoftDeletedEntity]).toEqual([
      true,
      true,
      false,
    ]);
    expect(theatre.costumes.get).toEqual([cape]);
    const other = database.newEm();
    let found: unknown;
    const sent = await database.statements(async () => {
      found = [
        (await other.find(Costume, {})).map(({ name }) => name),
        (await other.find(Wig, {})).map(({ color }) => color),
        await other.findCount(Theatre, { costumes: { name: "crown" } }),
        (await other.find(Costume, { isDeleted: true })).map(({ name }) => name),
      ];
    });
    expect(found).toEqual([["cape"], ["grey"], 0, ["crown"]]);
    expect(sent.slice(0, 2).map((text) => /WHERE .*/.exec(text)![0])).toEqual([
      'WHERE NOT ((c."is_deleted")) ORDER BY c."id" ASC',
      'WHERE ((w."is_deleted")) IS NOT TRUE ORDER BY w."id" ASC',
    ]);
    em.softDelete(theatre);
    await em.flush();
    expect(await database.query("SELECT name, is_deleted FROM costumes ORDER BY id")).toEqual([
      { name: "crown", is_deleted: true },
      { name: "cape", is_deleted: true },
    ]);
    em.restore([crown!, cape!]);
    em.restore(red!);
    await em.flush();
    expect(
      await database.query(
        "SELECT name, is_deleted FROM costumes UNION ALL SELECT color, is_deleted FROM wigs ORDER BY 1",
      ),
    ).toEqual([
      { name: "cape", is_deleted: false },
      { name: "crown", is_deleted: false },
      { name: "grey", is_deleted: null },
      { name: "red", is_deleted: false },
    ]);
    expect(await em.deleteAll(Costume, { name: "cape" }, { softDelete: true })).toEqual({
      count: 1,
    });
    expect(cape!.isSoftDeletedEntity).toBe(true);
  });
});

describe("a relation that shows what is softly deleted", () => {
  it("R-SOFT-2 by configuration, in collections and in filters that go through it", async () => {
    const before = database.newEm();
    const theatre = await before.load(Theatre, "thr:1");
    const wig = before.create(Wig, { color: "red", theatre });
    before.softDelete(wig);
    await before.flush();
    const em = database.newEm();
    const loaded = await em.load(Theatre, "thr:1", "wigs");
    expect(loaded.wigs.get.map(({ color }) => color)).toEqual(["red"]);
    expect(await em.findCount(Theatre, { wigs: { color: "red" } })).toBe(1);
    expect(await em.find(Wig, {})).toEqual([]);
    em.delete(loaded.wigs.get[0]!);
    expect(loaded.wigs.get).toEqual([]);
  });
});

describe("em.delete where the configuration has it delete softly", () => {
  const { settings } = schema as { settings: { emDelete?: "soft" } };

  beforeEach(() => {
    settings.emDelete = "soft";
    return () => {
      delete settings.emDelete;
    };
  });

  it("R-SOFT-8 deletes softly what can be, and with hard for good", async () => {
    const em = database.newEm();
    const [play, poster] = [await em.load(Play, "ply:3"), await em.load(Poster, "pos:1")];
    const fresh = em.create(Actor, { name: "new" });
    em.delete([play, poster, fresh]);
    expect(em.pendingChanges.map(({ kind }) => kind)).toEqual(["update", "delete"]);
    await em.flush();
    expect(await deletedRows()).toEqual(["plays 3"]);
    em.delete(play, { hard: true });
    await em.flush();
    expect(
      await database.query(
        "SELECT (SELECT count(*)::int FROM plays) AS plays, (SELECT count(*)::int FROM posters) AS posters, (SELECT count(*)::int FROM actors) AS actors",
      ),
    ).toEqual([{ plays: 2, posters: 0, actors: 1 }]);
  });

  it("R-SOFT-8 what goes with something that is deleted for good is deleted for good", async () => {
    const em = database.newEm();
    em.delete(await em.load(Theatre, "thr:1"), { hard: true });
    await em.flush();
    expect(await database.query("SELECT count(*)::int AS n FROM plays")).toEqual([{ n: 0 }]);
  });
});
