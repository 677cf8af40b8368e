// Class-table inheritance: what is read, and by which statements.
import { isA } from "kingpost";
import {
  AbstractEntityError,
  AmbiguousSubtypeError,
  InvalidEntityTypeError,
} from "kingpost/errors";
import { beforeEach, describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Bird } from "../schema/entities/Bird.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { dogScope } from "../schema/entities/codegen/DogCodegen.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Mammal } from "../schema/entities/Mammal.ts";
import { Photo } from "../schema/entities/Photo.ts";
import { Trick } from "../schema/entities/Trick.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { withoutPipelines } from "../withoutPipelines.ts";
import { insertZoo } from "./zoo.ts";

const db = useTestDatabase();
beforeEach(() => insertZoo(db));

describe("loads of class-table hierarchies", () => {
  it("R-INH-1, R-INH-2, R-CTI-1 loading a base gives the types that the rows are of, by the tables of all of them", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const animals = await em.loadAll(Animal, ["an:1", "an:2", "an:4", "an:5"]);
      expect(animals.map((animal) => [animal.toString(), animal.constructor])).toEqual([
        ["Mammal:1", Mammal],
        ["Dog:2", Dog],
        ["Cat:4", Cat],
        ["Bird:5", Bird],
      ]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."nickname", t."keeper_id", t."home_id", t."mother_id", t."version", t."created_at", t."updated_at", t."deleted_at", t1."animal_id", t1."wingspan", t2."id", t2."fur", t3."id", t3."size", t3."lives", t4."id", t4."breed", t4."size", t4."chip" FROM "public"."animals" AS t LEFT JOIN "public"."birds" AS t1 ON t1."animal_id" = t."id" LEFT JOIN "public"."mammals" AS t2 ON t2."id" = t."id" LEFT JOIN "public"."cats" AS t3 ON t3."id" = t."id" LEFT JOIN "public"."dogs" AS t4 ON t4."id" = t."id" WHERE t."id" = ANY($1::integer[])",
      ]
    `);
  });

  it("R-CTI-1 loading a subtype reads its own table and those of its bases", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const dog = await em.load(Dog, "an:2");
      expect([dog.name, dog.fur, dog.breed, dog.size]).toEqual(["Rex", "brown", "Boxer", 60]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t2."id", t2."name", t2."nickname", t2."keeper_id", t2."home_id", t2."mother_id", t2."version", t2."created_at", t2."updated_at", t2."deleted_at", t1."fur", t."breed", t."size", t."chip" FROM "public"."dogs" AS t JOIN "public"."mammals" AS t1 ON t1."id" = t."id" JOIN "public"."animals" AS t2 ON t2."id" = t."id" WHERE t."id" = $1::integer",
      ]
    `);
  });

  it("R-CTI-4 subtypes may have columns of one name and different types", async () => {
    const em = db.newEm();
    const [dog, cat] = await Promise.all([em.load(Dog, "an:2"), em.load(Cat, "an:4")]);
    expect([dog.size, cat.size]).toEqual([60, "big"]);
  });

  it("R-LOAD-4 all loads of a hierarchy in one tick are one statement, of the nearest type that all of them are of", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const [dog, cat, mammal] = await Promise.all([
        em.load(Dog, "an:2", "toys"),
        em.load(Cat, "an:4"),
        em.load(Mammal, "an:3", "checkups"),
      ]);
      expect([dog.toys.get.length, cat.lives, mammal.checkups.get.length]).toEqual([2, 9, 0]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t1."id", t1."name", t1."nickname", t1."keeper_id", t1."home_id", t1."mother_id", t1."version", t1."created_at", t1."updated_at", t1."deleted_at", t."fur", t2."id", t2."size", t2."lives", t3."id", t3."breed", t3."size", t3."chip" FROM "public"."mammals" AS t JOIN "public"."animals" AS t1 ON t1."id" = t."id" LEFT JOIN "public"."cats" AS t2 ON t2."id" = t."id" LEFT JOIN "public"."dogs" AS t3 ON t3."id" = t."id" WHERE t."id" = ANY($1::integer[])",
        "SELECT t."id", t."name", t."dog_id", t."version", t."created_at", t."updated_at" FROM "public"."toys" AS t WHERE t."dog_id" = $1::integer",
        "SELECT t."id", t."note", t."animal_id", t."version", t."created_at", t."updated_at" FROM "public"."checkups" AS t WHERE t."animal_id" = $1::integer",
      ]
    `);
  });

  it("R-INH-2 the same row is the same object, whichever type it was asked for as", async () => {
    const em = db.newEm();
    const dog = await em.load(Dog, "an:2");
    const sent = await db.statements(async () => {
      expect(await em.load(Animal, "an:2")).toBe(dog);
      expect(await em.load("an:2")).toBe(dog);
      expect(await em.load(Mammal, "an:2")).toBe(dog);
    });
    expect(sent).toEqual([]);
    expect(await em.find(Animal, { name: "Rex" })).toEqual([dog]);
  });

  it("R-LOAD-3 a row of another subtype is an error that says so, one that is not there is another", async () => {
    const em = db.newEm();
    await expect(em.load(Dog, "an:4")).rejects.toThrow(InvalidEntityTypeError);
    await expect(em.load(Dog, "an:4")).rejects.toThrow("Cat:4 is Cat but should be Dog");
    await expect(em.load(Dog, "an:99")).rejects.toThrow("an:99 was not found");
    expect(await em.loadAllIfExists(Dog, ["an:2", "an:4", "an:99"])).toEqual([
      await em.load(Dog, "an:2"),
    ]);
  });

  it("R-INH-4 a row of an abstract type without a subtype's row is refused", async () => {
    await db.query(`INSERT INTO animals (name) VALUES ('Nobody')`);
    const em = db.newEm();
    await expect(em.load(Animal, "an:6")).rejects.toThrow(
      new AbstractEntityError({ type: "Animal", id: "an:6" }),
    );
    await expect(em.find(Animal, { name: "Nobody" })).rejects.toThrow(
      "Animal an:6 must be instantiated via a subtype",
    );
  });

  it("R-CTI-5 a row in the tables of two subtypes is refused", async () => {
    await db.query(`INSERT INTO cats (id) VALUES (2)`);
    const em = db.newEm();
    await expect(em.load(Animal, "an:2")).rejects.toThrow(AmbiguousSubtypeError);
    await expect(em.load(Animal, "an:2")).rejects.toThrow(
      "an:2 has rows of Cat and of Dog; delete one of them",
    );
  });

  it("R-INH-11 isA asks by name, and answers for what extends the type too", async () => {
    const em = db.newEm();
    const [mammal, dog] = await em.loadAll(Animal, ["an:1", "an:2"]);
    const answers = (animal: Animal): boolean[] => [
      isA(animal, "Animal"),
      isA(animal, "Mammal"),
      isA(animal, "Dog"),
      isA(animal, "Cat"),
    ];
    expect(answers(mammal!)).toEqual([true, true, false, false]);
    expect(answers(dog!)).toEqual([true, true, true, false]);
    expect(isA(dog!, "Dog") && dog.breed).toBe("Boxer");
  });

  it("R-IDM-4 getEntities gives the entities of the type and its subtypes", async () => {
    const em = db.newEm();
    await em.find(Animal, {});
    const names = (entities: ReadonlyArray<object>): string[] => entities.map(String);
    expect(names(em.getEntities(Mammal))).toEqual(["Mammal:1", "Dog:2", "Dog:3", "Cat:4"]);
    expect(names(em.getEntities(Dog))).toEqual(["Dog:2", "Dog:3"]);
  });
});

describe("relations of class-table hierarchies", () => {
  it("R-INH-6 references and collections lead to bases and to subtypes", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const keepers = await em.find(
        Keeper,
        {},
        { populate: { bestDog: "toys", animals: "checkups" } },
      );
      const [kim] = keepers;
      expect(kim!.bestDog.get!.toys.get.map(({ name }) => name)).toEqual(["ball", "rope"]);
      expect(kim!.animals.get.map(String)).toEqual(["Mammal:1", "Dog:2", "Cat:4"]);
    });
    expect(db.driver.roundTrips).toBe(1);
    expect(sent.toSorted()).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."dog_id", t."version", t."created_at", t."updated_at" FROM "public"."toys" AS t WHERE t."dog_id" = ANY(ARRAY(SELECT t."best_dog_id" FROM "public"."keepers" AS t WHERE t."id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[])))",
        "SELECT t."id", t."name", t."nickname", t."keeper_id", t."home_id", t."mother_id", t."version", t."created_at", t."updated_at", t."deleted_at", t1."animal_id", t1."wingspan", t2."id", t2."fur", t3."id", t3."size", t3."lives", t4."id", t4."breed", t4."size", t4."chip" FROM "public"."animals" AS t LEFT JOIN "public"."birds" AS t1 ON t1."animal_id" = t."id" LEFT JOIN "public"."mammals" AS t2 ON t2."id" = t."id" LEFT JOIN "public"."cats" AS t3 ON t3."id" = t."id" LEFT JOIN "public"."dogs" AS t4 ON t4."id" = t."id" WHERE t."keeper_id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[])",
        "SELECT t."id", t."note", t."animal_id", t."version", t."created_at", t."updated_at" FROM "public"."checkups" AS t WHERE t."animal_id" = ANY(ARRAY(SELECT t."id" FROM "public"."animals" AS t WHERE t."keeper_id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[])))",
        "SELECT t2."id", t2."name", t2."nickname", t2."keeper_id", t2."home_id", t2."mother_id", t2."version", t2."created_at", t2."updated_at", t2."deleted_at", t1."fur", t."breed", t."size", t."chip" FROM "public"."dogs" AS t JOIN "public"."mammals" AS t1 ON t1."id" = t."id" JOIN "public"."animals" AS t2 ON t2."id" = t."id" WHERE t."id" = ANY(ARRAY(SELECT t."best_dog_id" FROM "public"."keepers" AS t WHERE t."id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[])))",
        "WITH found(key) AS MATERIALIZED (SELECT k."id", k."name", k."version", k."created_at", k."updated_at", k."best_dog_id" FROM "public"."keepers" AS k ORDER BY k."id" ASC) SELECT found.* FROM found WHERE (SELECT set_config('kingpost.found', ARRAY(SELECT found.key FROM found)::text, true)) IS NOT NULL",
      ]
    `);
  });

  it("R-PRE-1, R-LOAD-10 what only some types of the rows have is loaded for these, in the same round trip", async () => {
    const hint = { checkups: {}, keeper: "bestDog", toys: {}, tricks: "dogs" } as const;
    const seen = async (em: EntityManager, animals: ReadonlyArray<Animal>): Promise<unknown> => {
      const loaded = await em.populate(animals as Dog[], hint);
      return loaded.map((animal) => [
        String(animal),
        animal.checkups.get.length,
        animal.keeper.get?.bestDog.get?.name,
        // Those that are no dogs have neither.
        isA(animal, "Dog") && animal.toys.get.map(({ name }) => name),
        isA(animal, "Dog") && animal.tricks.get.map((trick) => trick.dogs.get.map(String)),
      ]);
    };
    const em = db.newEm();
    const animals = await em.find(Animal, {});
    const sent = await db.recorded(async () => {
      await seen(em, animals);
    });
    expect(sent.map(({ operation }) => operation).toSorted()).toEqual([
      "load Animal.checkups",
      "load Dog",
      "load Dog.toys",
      "load Dog.tricks",
      "load Keeper",
      "load Trick.dogs",
    ]);
    expect(db.driver.roundTrips).toBe(1);
    const byLevel = new EntityManager({}, withoutPipelines(db.driver));
    expect(await seen(em, animals)).toEqual(await seen(byLevel, await byLevel.find(Animal, {})));
  });

  it("R-INH-6 a many-to-many on a subtype gives whole entities of it", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const trick = await em.load(Trick, "trick:1", "dogs");
      expect(trick.dogs.get.map((dog) => [dog.name, dog.breed])).toEqual([
        ["Rex", "Boxer"],
        ["Pup", "Pug"],
      ]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."version", t."created_at", t."updated_at" FROM "public"."tricks" AS t WHERE t."id" = $1::integer",
        "SELECT t2."id", t2."name", t2."nickname", t2."keeper_id", t2."home_id", t2."mother_id", t2."version", t2."created_at", t2."updated_at", t2."deleted_at", t1."fur", t."breed", t."size", t."chip", j."trick_id" FROM "public"."dogs_to_tricks" AS j JOIN "public"."dogs" AS t ON t."id" = j."dog_id" JOIN "public"."mammals" AS t1 ON t1."id" = t."id" JOIN "public"."animals" AS t2 ON t2."id" = t."id" WHERE j."trick_id" = $1::integer ORDER BY t."id"",
      ]
    `);
  });

  it("R-LOAD-10 populate takes entities of several subtypes, and skips what only others have", async () => {
    const em = db.newEm();
    const animals = await em.find(Animal, {});
    const sent = await db.statements(async () => {
      const dogsAndCats = animals.filter(
        (animal) => animal instanceof Dog || animal instanceof Cat,
      );
      await em.populate(dogsAndCats, ["checkups", "toys"] as never);
    });
    expect(sent.length).toBe(2);
    const rex = await em.load(Dog, "an:2");
    expect(rex.toys.isLoaded && rex.checkups.isLoaded).toBe(true);
  });

  it("R-INH-6 another type behind a reference to a subtype is refused, in memory or not", async () => {
    const em = db.newEm();
    const [kim, tom] = [await em.load(Keeper, "k:1"), await em.load(Cat, "an:4")];
    expect(() => (kim.bestDog.id = tom.id)).toThrow("Cat:4 is Cat but should be Dog");
    expect(() => kim.bestDog.set(tom as never)).toThrow(InvalidEntityTypeError);
    const other = db.newEm();
    const lou = await other.load(Keeper, "k:2");
    lou.bestDog.id = "an:4";
    await expect(lou.bestDog.load()).rejects.toThrow("Cat:4 is Cat but should be Dog");
  });
});

describe("polymorphic references to subtypes", () => {
  it("R-POLY-3 several subtypes of one base may be components: the concrete class decides", async () => {
    const em = db.newEm();
    const [rex, polly, tom] = [
      await em.load(Animal, "an:2"),
      await em.load(Animal, "an:5"),
      await em.load(Animal, "an:4"),
    ];
    const photo = em.create(Photo, { title: "a", subject: rex as Dog });
    em.create(Photo, { title: "b", subject: polly as Bird });
    expect(() => photo.subject.set(tom as never)).toThrow(InvalidEntityTypeError);
    await em.flush();
    expect(
      await db.query(
        "SELECT subject_dog_id AS dog, subject_bird_id AS bird FROM photos ORDER BY id",
      ),
    ).toEqual([
      { dog: 2, bird: null },
      { dog: null, bird: 5 },
    ]);
    const other = db.newEm();
    const photos = await other.find(Photo, {}, { populate: "subject" });
    expect(photos.map(({ subject }) => String(subject.get))).toEqual(["Dog:2", "Bird:5"]);
    expect(await other.find(Photo, { subject: { type: Bird } })).toEqual([photos[1]]);
    expect(await other.find(Photo, { subject: photos[0]!.subject.get! })).toEqual([photos[0]]);
  });
});

describe("ids of types that share a tag", () => {
  it("R-POLY-3 set a polymorphic reference by the entity in memory, and say so where there is none", async () => {
    const em = db.newEm();
    const photo = em.create(Photo, { title: "a" });
    const message = "Tagged id an:2 may be of Dog or Bird: load it first, or give the entity";
    const refused = expect.objectContaining({ code: "INVALID_ID", message });
    expect(() => (photo.subject.id = "an:2")).toThrow(refused);
    expect(() => em.create(Photo, { title: "b", subject: "an:2" })).toThrow(refused);
    expect(photo.subject.isSet).toBe(false);
    const [rex, polly, tom] = await em.loadAll(Animal, ["an:2", "an:5", "an:4"]);
    photo.subject.id = "an:2";
    expect(photo.subject.get).toBe(rex);
    photo.set({ subject: "an:5" });
    expect(photo.subject.get).toBe(polly);
    expect(() => (photo.subject.id = tom!.id)).toThrow(InvalidEntityTypeError);
    await em.flush();
    expect(
      await db.query("SELECT subject_dog_id AS dog, subject_bird_id AS bird FROM photos"),
    ).toContainEqual({ dog: null, bird: 5 });
  });

  it("R-POLY-3 R-FILT-7 find by an id alone, which no two of these types have in common", async () => {
    const em = db.newEm();
    const [rex, polly] = await em.loadAll(Animal, ["an:2", "an:5"]);
    em.create(Photo, { title: "a", subject: rex as Dog });
    em.create(Photo, { title: "b", subject: polly as Bird });
    await em.flush();
    const other = db.newEm();
    const found = async (subject: object | string): Promise<unknown[]> =>
      (await other.find(Photo, { subject: subject as never })).map(({ title }) => title);
    expect(
      await Promise.all([found("an:2"), found("an:5"), found({ ne: "an:2" }), found("an:4")]),
    ).toEqual([["a"], ["b"], ["b"], []]);
    const statements = await db.statements(() => db.newEm().find(Photo, { subject: "an:2" }));
    expect(statements.map((text) => /WHERE .*/.exec(text)?.[0])).toEqual([
      'WHERE (p."subject_dog_id" = ANY($1::integer[]) OR p."subject_bird_id" = ANY($2::integer[]) OR p."subject_keeper_id" = ANY($3::integer[])) ORDER BY p."id" ASC',
    ]);
  });

  it("R-POLY-3 R-FOC-3 findOrCreate finds by such an id too, in the database and in memory", async () => {
    const em = db.newEm();
    const [rex] = await em.loadAll(Animal, ["an:2"]);
    em.create(Photo, { title: "a", subject: rex as Dog });
    await em.flush();
    const other = db.newEm();
    const photo = await other.findOrCreate(Photo, { subject: "an:2" }, { title: "x" });
    expect(photo.title).toBe("a");
    expect(await other.findOrCreate(Photo, { subject: "an:2" }, { title: "x" })).toBe(photo);
    await expect(
      other.findOrCreate(Photo, { subject: "an:5" }, { title: "x" }),
    ).rejects.toMatchObject({ code: "INVALID_ID" });
    await other.load(Animal, "an:5");
    const made = await other.findOrCreate(Photo, { subject: "an:5" }, { title: "x" });
    expect([made.isNewEntity, String(made.subject.idTaggedMaybe)]).toEqual([true, "an:5"]);
  });
});

describe("scopes in hierarchies", () => {
  it("R-SCOPE-2 a scope of a base is one of its subtypes, by its name too", async () => {
    const em = db.newEm();
    const statements = await db.statements(async () => {
      expect((await Animal.kept.find(em)).map(String)).toEqual([
        "Mammal:1",
        "Dog:2",
        "Dog:3",
        "Cat:4",
      ]);
      expect((await em.find(Dog, Animal.kept)).map(String)).toEqual(["Dog:2", "Dog:3"]);
      const boxers = dogScope({ breed: "Boxer" }).kept.called("Rex");
      expect((await boxers.find(em)).map(({ breed }) => breed)).toEqual(["Boxer"]);
    });
    expect(statements.map((text) => /WHERE .*/.exec(text)?.[0])).toMatchInlineSnapshot(`
      [
        "WHERE a."keeper_id" IS NOT NULL AND a."deleted_at" IS NULL ORDER BY a."id" ASC",
        "WHERE a."keeper_id" IS NOT NULL AND a."deleted_at" IS NULL ORDER BY d."id" ASC",
        "WHERE d."breed" = $1::text AND a."keeper_id" IS NOT NULL AND a."name" = $2::text AND a."deleted_at" IS NULL ORDER BY d."id" ASC",
      ]
    `);
    await expect(em.find(Animal, dogScope({ breed: "Boxer" }) as never)).rejects.toThrow(
      "a scope of Dog does not fit",
    );
  });
});

describe("finds in class-table hierarchies", () => {
  it("R-FIND-8 finding a base gives subtypes; own and inherited columns may be asked of a subtype", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      expect((await em.find(Mammal, { keeper: "k:1" })).map(String)).toEqual([
        "Mammal:1",
        "Dog:2",
        "Cat:4",
      ]);
      expect(
        (await em.find(Dog, { name: "Rex", fur: "brown", breed: "Boxer" })).map(String),
      ).toEqual(["Dog:2"]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT m."id", a."name", a."nickname", a."keeper_id", a."home_id", a."mother_id", a."version", a."created_at", a."updated_at", a."deleted_at", m."fur", c."id", c."size", c."lives", d."id", d."breed", d."size", d."chip" FROM "public"."mammals" AS m JOIN "public"."animals" AS a ON a."id" = m."id" LEFT JOIN "public"."cats" AS c ON c."id" = m."id" LEFT JOIN "public"."dogs" AS d ON d."id" = m."id" WHERE a."keeper_id" = $1::integer AND a."deleted_at" IS NULL ORDER BY m."id" ASC",
        "SELECT d."id", a."name", a."nickname", a."keeper_id", a."home_id", a."mother_id", a."version", a."created_at", a."updated_at", a."deleted_at", m."fur", d."breed", d."size", d."chip" FROM "public"."dogs" AS d JOIN "public"."animals" AS a ON a."id" = d."id" JOIN "public"."mammals" AS m ON m."id" = d."id" WHERE a."name" = $1::text AND m."fur" = $2::text AND d."breed" = $3::text AND a."deleted_at" IS NULL ORDER BY d."id" ASC",
      ]
    `);
  });

  it("R-INH-5 a base is found by a subtype's columns, which restricts to it", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      expect((await em.find(Animal, { dog: { breed: "Boxer", name: "Rex" } })).map(String)).toEqual(
        ["Dog:2"],
      );
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT a."id", a."name", a."nickname", a."keeper_id", a."home_id", a."mother_id", a."version", a."created_at", a."updated_at", a."deleted_at", NULL, NULL, m."id", m."fur", NULL, NULL, NULL, d."id", d."breed", d."size", d."chip" FROM "public"."animals" AS a JOIN "public"."dogs" AS d ON d."id" = a."id" LEFT JOIN "public"."mammals" AS m ON m."id" = a."id" WHERE d."breed" = $1::text AND a."name" = $2::text AND a."deleted_at" IS NULL ORDER BY a."id" ASC",
      ]
    `);
    expect((await em.find(Animal, { mammal: { fur: "red" } })).map(String)).toEqual(["Cat:4"]);
    expect((await em.find(Animal, { dog: true })).map(String)).toEqual(["Dog:2", "Dog:3"]);
    expect((await em.find(Animal, { mammal: false })).map(String)).toEqual(["Bird:5"]);
  });

  it("R-INH-5 a base is found by the classes that its rows are of", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      expect((await em.find(Animal, { type: Dog })).map(String)).toEqual(["Dog:2", "Dog:3"]);
      expect(await em.findCount(Animal, { type: [Cat, Bird] })).toBe(2);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT a."id", a."name", a."nickname", a."keeper_id", a."home_id", a."mother_id", a."version", a."created_at", a."updated_at", a."deleted_at", NULL, NULL, m."id", m."fur", NULL, NULL, NULL, d."id", d."breed", d."size", d."chip" FROM "public"."animals" AS a LEFT JOIN "public"."dogs" AS d ON d."id" = a."id" LEFT JOIN "public"."mammals" AS m ON m."id" = a."id" WHERE d."id" IS NOT NULL AND a."deleted_at" IS NULL ORDER BY a."id" ASC",
        "SELECT count(*) FROM "public"."animals" AS a LEFT JOIN "public"."cats" AS c ON c."id" = a."id" LEFT JOIN "public"."birds" AS b ON b."animal_id" = a."id" WHERE (c."id" IS NOT NULL OR b."animal_id" IS NOT NULL) AND a."deleted_at" IS NULL",
      ]
    `);
    await expect(em.find(Animal, { type: Keeper as never })).rejects.toThrow(
      "Invalid filter on Animal: type is not one of the classes Bird, Mammal, Cat, Dog",
    );
  });

  it("R-INH-5 alternatives may speak of several subtypes, and filters of others lead through them", async () => {
    const em = db.newEm();
    const found = await em.find(Animal, {
      or: [{ dog: { size: { gt: 40 } } }, { cat: { size: "big" } }, { bird: { wingspan: "0.5" } }],
    } as never);
    expect(found.map(String)).toEqual(["Dog:2", "Cat:4", "Bird:5"]);
    const sent = await db.statements(async () => {
      const keepers = await em.find(Keeper, { animals: { dog: { breed: "Pug" } }, bestDog: null });
      expect(keepers.map(({ name }) => name)).toEqual(["Lou"]);
      expect((await em.find(Keeper, { bestDog: { name: "Rex" } })).map(String)).toEqual([
        "Keeper:1",
      ]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT k."id", k."name", k."version", k."created_at", k."updated_at", k."best_dog_id" FROM "public"."keepers" AS k WHERE EXISTS (SELECT 1 FROM "public"."animals" AS a JOIN "public"."dogs" AS d ON d."id" = a."id" WHERE a."keeper_id" = k."id" AND d."breed" = $1::text AND a."deleted_at" IS NULL) AND k."best_dog_id" IS NULL ORDER BY k."id" ASC",
        "SELECT k."id", k."name", k."version", k."created_at", k."updated_at", k."best_dog_id" FROM "public"."keepers" AS k JOIN "public"."animals" AS a ON a."id" = k."best_dog_id" WHERE a."name" = $1::text ORDER BY k."id" ASC",
      ]
    `);
  });

  it("R-CTI-1 an order by inherited columns, a page and a count read no more tables than they need", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const dogs = await em.find(Dog, {}, { orderBy: { name: "ASC" }, limit: 1 });
      expect(dogs.map(String)).toEqual(["Dog:3"]);
      expect(await em.findCount(Dog, { breed: "Pug" }, { softDeletes: "include" })).toBe(1);
      expect(await em.findIds(Dog, { fur: "black" })).toEqual(["an:3"]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT d."id", a."name", a."nickname", a."keeper_id", a."home_id", a."mother_id", a."version", a."created_at", a."updated_at", a."deleted_at", m."fur", d."breed", d."size", d."chip" FROM "public"."dogs" AS d JOIN "public"."animals" AS a ON a."id" = d."id" JOIN "public"."mammals" AS m ON m."id" = d."id" WHERE a."deleted_at" IS NULL ORDER BY a."name" ASC, d."id" ASC LIMIT $1::bigint",
        "SELECT count(*) FROM "public"."dogs" AS d WHERE d."breed" = $1::text",
        "SELECT d."id" FROM "public"."dogs" AS d JOIN "public"."mammals" AS m ON m."id" = d."id" JOIN "public"."animals" AS a ON a."id" = d."id" WHERE m."fur" = $1::text AND a."deleted_at" IS NULL ORDER BY d."id" ASC",
      ]
    `);
  });

  it("R-CTI-3 what is softly deleted in the root's table is hidden from finds of subtypes", async () => {
    await db.query(`UPDATE animals SET deleted_at = now() WHERE id = 2`);
    const em = db.newEm();
    expect((await em.find(Dog, {})).map(String)).toEqual(["Dog:3"]);
    expect((await em.find(Animal, { dog: { size: { gt: 0 } } })).map(String)).toEqual(["Dog:3"]);
    expect((await em.find(Trick, { dogs: { breed: "Boxer" } })).map(String)).toEqual([]);
    expect((await em.find(Dog, {}, { softDeletes: "include" })).map(String)).toEqual([
      "Dog:2",
      "Dog:3",
    ]);
  });
});
