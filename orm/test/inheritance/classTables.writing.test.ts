// Class-table inheritance: what a flush writes, table by table.
import {
  AbstractEntityError,
  OptimisticLockError,
  UniqueConstraintError,
  ValidationErrors,
} from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Bird } from "../schema/entities/Bird.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { animalConfig } from "../schema/entities/codegen/AnimalCodegen.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { newAnimal, newBird, newDog, newToy } from "../schema/entities/factories/index.ts";
import { Home } from "../schema/entities/Home.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Kennel } from "../schema/entities/Kennel.ts";
import { Mammal } from "../schema/entities/Mammal.ts";
import { Trick } from "../schema/entities/Trick.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { insertZoo } from "./zoo.ts";

const db = useTestDatabase();

describe("flushes of class-table hierarchies", () => {
  it("R-CTI-2 inserts the root's rows first, one INSERT per table for all types of the hierarchy", async () => {
    const em = db.newEm();
    const rex = em.create(Dog, { name: "Rex", breed: "Boxer", size: 60, fur: "brown" });
    em.create(Cat, { name: "Tom", size: "big", mother: undefined });
    em.create(Bird, { name: "Polly", nickname: "P", wingspan: "0.5" });
    em.create(Mammal, { name: "Mo" });
    em.create(Keeper, { name: "Kim", bestDog: rex, animals: [rex] });
    expect(await db.statements(() => em.flush())).toMatchInlineSnapshot(`
      [
        "SELECT ARRAY(SELECT nextval(r.sequence) FROM generate_series(1, r.amount)) FROM unnest($1::regclass[], $2::int[]) WITH ORDINALITY AS r(sequence, amount, position) ORDER BY r.position",
        "WITH written AS (INSERT INTO "public"."animals" ("id", "name", "nickname", "keeper_id", "home_id", "mother_id", "version", "created_at", "updated_at", "deleted_at") SELECT c0, c1, c2, c3, c4, c5, c6, $8::timestamptz, $9::timestamptz, c9 FROM unnest($1::integer[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::integer[], $7::integer[], $10::timestamptz[]) AS given(c0, c1, c2, c3, c4, c5, c6, c9) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped animals ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "public"."birds" ("animal_id", "wingspan") SELECT c0, c1 FROM unnest($1::integer[], $2::numeric[]) AS given(c0, c1) RETURNING "animal_id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped birds ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "animal_id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "public"."mammals" ("id", "fur") SELECT c0, c1 FROM unnest($1::integer[], $2::text[]) AS given(c0, c1) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped mammals ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "public"."cats" ("id", "size", "lives") SELECT c0, c1, c2 FROM unnest($1::integer[], $2::text[], $3::integer[]) AS given(c0, c1, c2) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped cats ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "public"."dogs" ("id", "breed", "size", "chip") SELECT c0, c1, c2, c3 FROM unnest($1::integer[], $2::text[], $3::integer[], $4::text[]) AS given(c0, c1, c2, c3) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped dogs ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "public"."keepers" ("id", "name", "version", "created_at", "updated_at", "best_dog_id") SELECT c0, c1, c2, $4::timestamptz, $5::timestamptz, c5 FROM unnest($1::integer[], $2::text[], $3::integer[], $6::integer[]) AS given(c0, c1, c2, c5) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped keepers ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "UPDATE "public"."animals" AS t SET "keeper_id" = given.late FROM unnest($1::integer[], $2::integer[]) AS given(id, late) WHERE t."id" = given.id RETURNING t."id", t."updated_at"",
      ]
    `);
    expect(
      await db.query(
        "SELECT a.name, m.fur, d.breed, d.size FROM animals a LEFT JOIN mammals m USING (id) LEFT JOIN dogs d USING (id) ORDER BY a.id",
      ),
    ).toEqual([
      { name: "Rex", fur: "brown", breed: "Boxer", size: 60 },
      { name: "Tom", fur: null, breed: null, size: null },
      { name: "Polly", fur: null, breed: null, size: null },
      { name: "Mo", fur: null, breed: null, size: null },
    ]);
    expect([rex.toString(), rex.idTagged, rex.version]).toEqual(["Dog#1:1", "an:1", 1]);
  });

  it("R-WRITE-11 an update writes the tables whose columns changed, and moves the root's version for any change", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const dog = await em.load(Dog, "an:2");
    dog.breed = "Beagle";
    expect(await db.statements(() => em.flush())).toMatchInlineSnapshot(`
      [
        "SELECT 1 FROM "public"."animals" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "SELECT 1 FROM "public"."dogs" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "WITH given AS (SELECT $1::integer AS id, $2::integer AS token), written AS (UPDATE "public"."animals" AS t SET "version" = t."version" + 1, "updated_at" = greatest($3::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock animals ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."animals" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $3::timestamptz",
        "WITH given AS (SELECT $1::integer AS id, $2::text AS c0), written AS (UPDATE "public"."dogs" AS t SET "breed" = given.c0 FROM given WHERE t."id" = $1::integer AND t."id" = given.id RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock dogs ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."dogs" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
      ]
    `);
    expect([dog.version, dog.breed, dog.isDirtyEntity]).toEqual([2, "Beagle", false]);
    dog.name = "Max";
    dog.fur = "white";
    const sent = await db.statements(() => em.flush());
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT 1 FROM "public"."animals" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "SELECT 1 FROM "public"."mammals" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "WITH given AS (SELECT $1::integer AS id, $2::integer AS token, $3::text AS c0), written AS (UPDATE "public"."animals" AS t SET "name" = given.c0, "version" = t."version" + 1, "updated_at" = greatest($4::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock animals ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."animals" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $4::timestamptz",
        "WITH given AS (SELECT $1::integer AS id, $2::text AS c0), written AS (UPDATE "public"."mammals" AS t SET "fur" = given.c0 FROM given WHERE t."id" = $1::integer AND t."id" = given.id RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock mammals ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."mammals" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
      ]
    `);
    expect(await db.query("SELECT version, name FROM animals WHERE id = 2")).toEqual([
      { version: 3, name: "Max" },
    ]);
    expect(await em.load(Dog, "an:2")).toBe(dog);
    expect((await db.newEm().load(Dog, "an:2")).breed).toBe("Beagle");
  });

  it("R-WRITE-11, R-OPLOCK-3 a change of the subtype alone fails when the root's row is another than was read", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const dog = await em.load(Dog, "an:2");
    await db.query("UPDATE animals SET version = version + 1 WHERE id = 2");
    dog.size = 1;
    await expect(em.flush()).rejects.toThrow(OptimisticLockError);
    await expect(em.flush()).rejects.toThrow("Oplock failure for animals row 2: changed");
    expect(await db.query("SELECT size FROM dogs WHERE id = 2")).toEqual([{ size: 60 }]);
  });

  it("R-CTI-2 deletes the leaf first, leaves out what the database deletes itself, and lets go of what points there", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const [dog, cat, keeper] = [
      await em.load(Dog, "an:2", ["keepers", "toys", "checkups", "children"]),
      await em.load(Cat, "an:4", "checkups"),
      await em.load(Keeper, "k:1"),
    ];
    for (const checkup of [...dog.checkups.get, ...cat.checkups.get]) em.delete(checkup);
    for (const toy of dog.toys.get) em.delete(toy);
    em.delete([dog, cat]);
    const sent = await db.statements(() => em.flush());
    expect(keeper.bestDog.isSet).toBe(false);
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."title", t."subject_dog_id", t."subject_bird_id", t."subject_keeper_id", t."version", t."created_at", t."updated_at" FROM "public"."photos" AS t WHERE t."subject_dog_id" = $1::integer",
        "SELECT t."id", t."name", t."nickname", t."keeper_id", t."home_id", t."mother_id", t."version", t."created_at", t."updated_at", t."deleted_at", t1."animal_id", t1."wingspan", t2."id", t2."fur", t3."id", t3."size", t3."lives", t4."id", t4."breed", t4."size", t4."chip" FROM "public"."animals" AS t LEFT JOIN "public"."birds" AS t1 ON t1."animal_id" = t."id" LEFT JOIN "public"."mammals" AS t2 ON t2."id" = t."id" LEFT JOIN "public"."cats" AS t3 ON t3."id" = t."id" LEFT JOIN "public"."dogs" AS t4 ON t4."id" = t."id" WHERE t."mother_id" = $1::integer",
        "SELECT 1 FROM "public"."animals" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "SELECT 1 FROM "public"."checkups" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "SELECT 1 FROM "public"."mammals" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "SELECT 1 FROM "public"."cats" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "SELECT 1 FROM "public"."dogs" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "SELECT 1 FROM "public"."keepers" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "SELECT 1 FROM "public"."toys" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "SELECT 1 FROM "public"."dogs_to_tricks" AS t JOIN (SELECT "dog_id", "trick_id" FROM "public"."dogs_to_tricks" WHERE "dog_id" = ANY($1::integer[])) AS given(c0, c1) ON t."dog_id" = given.c0 AND t."trick_id" = given.c1 ORDER BY t."dog_id", t."trick_id" FOR UPDATE OF t",
        "WITH given AS (SELECT $1::integer AS id, $2::integer AS token, $3::integer AS c0), written AS (UPDATE "public"."animals" AS t SET "mother_id" = given.c0, "version" = t."version" + 1, "updated_at" = greatest($4::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock animals ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."animals" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $4::timestamptz",
        "WITH given AS (SELECT $1::integer AS id, $2::integer AS token, $3::integer AS c0), written AS (UPDATE "public"."keepers" AS t SET "best_dog_id" = given.c0, "version" = t."version" + 1, "updated_at" = greatest($4::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock keepers ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."keepers" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $4::timestamptz",
        "DELETE FROM "public"."dogs_to_tricks" WHERE "dog_id" = ANY($1::integer[])",
        "WITH given AS (SELECT * FROM unnest($1::integer[], $2::integer[]) AS given(id, token)), written AS (DELETE FROM "public"."toys" AS t USING given WHERE t."id" = ANY($1::integer[]) AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock toys ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."toys" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
        "DELETE FROM "public"."cats" WHERE "id" = ANY($1::integer[])",
        "WITH given AS (SELECT * FROM unnest($1::integer[], $2::integer[]) AS given(id, token)), written AS (DELETE FROM "public"."checkups" AS t USING given WHERE t."id" = ANY($1::integer[]) AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock checkups ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."checkups" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
        "WITH given AS (SELECT * FROM unnest($1::integer[], $2::integer[]) AS given(id, token)), written AS (DELETE FROM "public"."animals" AS t USING given WHERE t."id" = ANY($1::integer[]) AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock animals ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."animals" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
      ]
    `);
    expect(await db.query("SELECT id FROM animals ORDER BY id")).toEqual([
      { id: 1 },
      { id: 3 },
      { id: 5 },
    ]);
    expect(await db.query("SELECT id FROM mammals ORDER BY id")).toEqual([{ id: 1 }, { id: 3 }]);
  });

  it("R-WRITE-5 locks the rows of each table that are written or referred to, in the order of tables", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const [dog, pup, cat] = [
      await em.load(Dog, "an:2"),
      await em.load(Dog, "an:3"),
      await em.load(Cat, "an:4"),
    ];
    dog.size = 61;
    cat.name = "Thomas";
    em.create(Keeper, { name: "Ann", bestDog: pup });
    const sent = await db.statements(() => em.flush());
    expect(sent.filter((text) => text.startsWith("SELECT 1 "))).toMatchInlineSnapshot(`
      [
        "SELECT 1 FROM "public"."animals" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "SELECT 1 FROM "public"."dogs" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
      ]
    `);
  });

  it("a unique value of a subtype that another subtype's row lets go of can be taken in the same flush", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const [rex, polly] = [await em.load(Dog, "an:2"), await em.load(Bird, "an:5")];
    rex.nickname = undefined;
    polly.nickname = "R";
    await em.flush();
    expect(await db.query("SELECT id, nickname FROM animals WHERE nickname IS NOT NULL")).toEqual([
      { id: 5, nickname: "R" },
    ]);
  });

  it("R-ERR-3 a violated constraint names the subtype's entity, in its own table and in its base's", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const a = em.create(Dog, { name: "A", breed: "x", nickname: "R" });
    const error = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UniqueConstraintError);
    expect([
      (error as UniqueConstraintError).entities,
      (error as UniqueConstraintError).fields,
    ]).toEqual([[a], ["nickname"]]);
    const other = db.newEm();
    const b = other.create(Dog, { name: "B", breed: "x", chip: "c" });
    other.create(Dog, { name: "C", breed: "x", chip: "d" });
    await db.query("UPDATE dogs SET chip = 'c' WHERE id = 2");
    const second = await other.flush().catch((thrown: unknown) => thrown);
    expect([
      (second as UniqueConstraintError).entities,
      (second as UniqueConstraintError).fields,
    ]).toEqual([[b], ["chip"]]);
  });

  it("R-INH-4 nothing is made of an abstract type", () => {
    const em = db.newEm();
    expect(() => em.create(Animal as never, { name: "x" } as never)).toThrow(AbstractEntityError);
    expect(() => em.create(Animal as never, { name: "x" } as never)).toThrow(
      "Animal must be instantiated via a subtype",
    );
    expect(em.numberOfEntities).toBe(0);
  });

  it("R-CFG-2 the rules of a base apply to its subtypes", async () => {
    const em = db.newEm();
    const dog = em.create(Dog, { name: "", breed: "" } as never);
    const error = (await em.flush().catch((thrown: unknown) => thrown)) as ValidationErrors;
    expect(error).toBeInstanceOf(ValidationErrors);
    expect(error.errors.map(({ entity, message }) => [entity, message])).toEqual([
      [dog, "name is required"],
      [dog, "breed is required"],
    ]);
    expect(animalConfig.entityName).toBe("Animal");
  });

  it("R-INH-8 a field may be required in one subtype only", async () => {
    const em = db.newEm();
    em.create(Dog, { name: "Rex", breed: "Pug" });
    em.create(Bird, { name: "Polly" } as never);
    await expect(em.flush()).rejects.toThrow("nickname is required");
  });

  it("R-INH-7 R-RULE-9/mustBeSubType a relation of a subtype may be narrowed: it asks once it changed", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const home = em.create(Home, { street: "Ash" });
    const cat = await em.load(Cat, "an:4");
    const rex = await em.load(Dog, "an:2");
    const pup = await em.load(Dog, "an:3");
    cat.home.set(home);
    rex.home.set(home as never);
    pup.home.id = "h:1";
    const error = (await em.flush().catch((thrown: unknown) => thrown)) as ValidationErrors;
    expect(error.errors.map(({ entity, message, code }) => [entity, message, code])).toEqual([
      [rex, "home must be a Kennel not Home#1", "must-be-subtype"],
      [pup, "home must be a Kennel not Home:1", "must-be-subtype"],
    ]);
    rex.home.id = "h:2";
    pup.home.set(em.create(Kennel, { street: "Fir" }));
    await em.flush();
    expect(await db.query("SELECT home_id FROM animals WHERE id IN (2, 3) ORDER BY id")).toEqual([
      { home_id: 2 },
      { home_id: 4 },
    ]);
  });

  it("R-INH-7 `self` narrows a reference to its own type in each subtype", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const [pup, tom] = [await em.load(Dog, "an:3"), await em.load(Cat, "an:4")];
    pup.mother.set(tom as never);
    await expect(em.flush()).rejects.toThrow("mother must be a Dog not Cat:4");
  });

  it("a many-to-many of a subtype is written by its own keys", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const dog = await em.load(Dog, "an:3", "tricks");
    dog.tricks.add(em.create(Trick, { name: "roll" }));
    dog.tricks.remove(dog.tricks.get[0]!);
    await em.flush();
    expect(await db.query("SELECT dog_id, trick_id FROM dogs_to_tricks ORDER BY 1")).toEqual([
      { dog_id: 2, trick_id: 1 },
      { dog_id: 3, trick_id: 2 },
    ]);
  });

  it("R-INH-12, R-DEF-2 a default of a subtype is there before rules ask for what the root must have", async () => {
    const em = db.newEm();
    em.create(Cat, { lives: 7 });
    em.create(Cat, { name: "Tim" });
    await em.flush();
    expect(
      await db.query("SELECT a.name, c.lives FROM animals a JOIN cats c USING (id) ORDER BY a.id"),
    ).toEqual([
      { name: "Tom", lives: 7 },
      { name: "Tim", lives: 9 },
    ]);
    em.create(Mammal, {} as never);
    await expect(em.flush()).rejects.toThrow("Validation error: Mammal#3 name is required");
  });

  it("R-IDM-2, R-REFR-1 refresh reads all tables of the entities again", async () => {
    await insertZoo(db);
    const em = db.newEm();
    const animals = await em.loadAll(Animal, ["an:2", "an:4"]);
    await db.query("UPDATE dogs SET size = 1 WHERE id = 2");
    await db.query("UPDATE animals SET name = 'Timmy' WHERE id = 4");
    await em.refresh(animals);
    expect([(animals[0] as Dog).size, animals[1]!.name]).toEqual([1, "Timmy"]);
  });

  it("R-FAC-16 factories make subtypes and what they need; an abstract type's makes its first subtype", async () => {
    const em = db.newEm();
    const toy = newToy(em);
    expect([toy.dog.get.breed, toy.dog.get.constructor]).toEqual(["breed", Dog]);
    expect(newAnimal(em, { name: "x" })).toBeInstanceOf(Bird);
    expect(newBird(em).nickname).toBe("nickname3");
    const puppy = newDog(em, { mother: newDog(em) });
    await em.flush();
    expect(puppy.mother.id).toBe("an:4");
  });
});
