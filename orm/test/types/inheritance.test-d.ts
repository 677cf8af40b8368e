// Types that extend each other, as the compiler sees them.
import {
  type DeepPartialOrNull,
  type EntityConstructor,
  isA,
  type FieldsOf,
  type FilterOf,
  type IdOf,
  type Loaded,
  type MaybeAbstractEntityConstructor,
  type OptsOf,
  type OrderOf,
} from "kingpost";
import { expectTypeOf, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import type { Bird } from "../schema/entities/Bird.ts";
import { Cat } from "../schema/entities/Cat.ts";
import type { Checkup } from "../schema/entities/Checkup.ts";
import type { AnimalId, AnimalOpts } from "../schema/entities/codegen/AnimalCodegen.ts";
import type { CatOpts } from "../schema/entities/codegen/CatCodegen.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Dog } from "../schema/entities/Dog.ts";
import type { Home } from "../schema/entities/Home.ts";
import type { Kennel } from "../schema/entities/Kennel.ts";
import { Mammal } from "../schema/entities/Mammal.ts";
import { Task } from "../schema/entities/Task.ts";
import { TaskArchived } from "../schema/entities/TaskArchived.ts";
import type { TaskNew } from "../schema/entities/TaskNew.ts";
import { TaskOld } from "../schema/entities/TaskOld.ts";

declare const em: EntityManager;

it("R-INH-3 options, filters, orders, fields and ids of a subtype extend the base's", () => {
  expectTypeOf<OptsOf<Dog>>().toExtend<OptsOf<Mammal>>();
  expectTypeOf<OptsOf<Dog>>().toExtend<AnimalOpts>();
  expectTypeOf<OptsOf<Dog>["breed"]>().toEqualTypeOf<string>();
  expectTypeOf<FieldsOf<Dog>>().toExtend<FieldsOf<Animal>>();
  expectTypeOf<FieldsOf<Dog>["name"]>().toEqualTypeOf<FieldsOf<Animal>["name"]>();
  expectTypeOf<OrderOf<Dog>>().toExtend<OrderOf<Animal>>();
  expectTypeOf<"breed" | "fur" | "name">().toExtend<keyof FilterOf<Dog>>();
  expectTypeOf<IdOf<Dog>>().toEqualTypeOf<AnimalId>();
});

it("R-INH-1 a subtype is a base, and has its members", () => {
  expectTypeOf<Dog>().toExtend<Mammal>();
  expectTypeOf<Dog>().toExtend<Animal>();
  expectTypeOf<Dog["name"]>().toEqualTypeOf<string>();
});

it("R-FIND-8 loading and finding a base gives the base's type, of a subtype the subtype's", () => {
  expectTypeOf(em.load(Animal, "an:1")).resolves.toEqualTypeOf<Animal>();
  expectTypeOf(em.find(Mammal, { fur: "red" })).resolves.toEqualTypeOf<Mammal[]>();
  expectTypeOf(em.load(Dog, "an:1")).resolves.toEqualTypeOf<Dog>();
});

it("R-INH-11 isA narrows by name, loaded or not", async () => {
  const task = await em.load(Task, "task:1", "copies");
  if (isA(task, "TaskNew")) {
    expectTypeOf(task.newScore).toEqualTypeOf<number>();
    expectTypeOf(task.copies.get.length).toEqualTypeOf<number>();
  }
  const mammal = await em.load(Mammal, "an:1");
  if (isA(mammal, "Dog")) expectTypeOf(mammal).toEqualTypeOf<Dog>();
  if (isA(mammal, "Cat")) expectTypeOf(mammal.lives).toEqualTypeOf<number>();
});

it("R-INH-11 isA narrows a loaded base, and keeps what was loaded and the names of its fields", async () => {
  const animal = await em.load(Animal, "an:1", { home: {}, mother: {}, checkups: {} });
  expectTypeOf(animal.mother.get).toEqualTypeOf<Animal | undefined>();
  if (isA(animal, "Dog")) {
    expectTypeOf(animal.breed).toEqualTypeOf<string>();
    expectTypeOf(animal.fur).toEqualTypeOf<Dog["fur"]>();
    expectTypeOf(animal.home.get).toExtend<Home | undefined>();
    expectTypeOf(animal.mother.get).toExtend<Animal | undefined>();
    expectTypeOf(animal.mother.load()).resolves.toExtend<Animal | undefined>();
    expectTypeOf(animal.checkups.get).toExtend<ReadonlyArray<Checkup>>();
    expectTypeOf(animal.toys).not.toHaveProperty("get");
    expectTypeOf<"breed" | "mother" | "name">().toExtend<
      (typeof animal)["changes"]["fields"][number]
    >();
    expectTypeOf(animal.changes.breed.originalValue).toEqualTypeOf<string | undefined>();
    expectTypeOf(animal.changes.mother.originalEntity).resolves.toExtend<Animal | undefined>();
    expectTypeOf(animal).toExtend<Dog>();
    expectTypeOf(animal).toExtend<Loaded<Animal, "home">>();
  }
  const [first] = await em.find(Animal, {}, { populate: "mother" });
  if (first !== undefined && isA(first, "Bird"))
    expectTypeOf(first.nickname).toEqualTypeOf<string>();
});

it("R-INH-5 a base is found by keys of its subtypes and by classes", () => {
  expectTypeOf(
    em.find(Animal, { dog: { breed: "x", name: "y" }, type: [Dog, Cat] }),
  ).resolves.toEqualTypeOf<Animal[]>();
  expectTypeOf<FilterOf<Animal>["dog"]>().toEqualTypeOf<FilterOf<Dog> | boolean | undefined>();
  expectTypeOf<"dog" & keyof FilterOf<Cat>>().toEqualTypeOf<never>();
});

it("R-INH-7 `subType` and `self` narrow relations of a subtype", async () => {
  const dog = await em.load(Dog, "an:1", ["home", "mother"]);
  expectTypeOf(dog.home.get).toEqualTypeOf<Kennel | undefined>();
  expectTypeOf(dog.mother.get).toEqualTypeOf<Dog | undefined>();
  const cat = await em.load(Cat, "an:1", "home");
  expectTypeOf(cat.home.get).toEqualTypeOf<Home | undefined>();
});

it("R-INH-8, R-STI-2 `notNull` and `stiNotNull` make a field required in its type", () => {
  expectTypeOf<Bird["nickname"]>().toEqualTypeOf<string>();
  expectTypeOf<Dog["nickname"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<OptsOf<Bird>["nickname"]>().toEqualTypeOf<string>();
  expectTypeOf<OptsOf<TaskNew>["newScore"]>().toEqualTypeOf<number>();
  expectTypeOf<"type" & keyof OptsOf<TaskNew>>().toEqualTypeOf<never>();
});

it("R-INH-12, R-DEF-2 a default of a subtype makes optional there what its base must be given, and in what extends it", () => {
  expectTypeOf<OptsOf<Animal>["name"]>().toEqualTypeOf<string>();
  expectTypeOf<OptsOf<Dog>["name"]>().toEqualTypeOf<string>();
  expectTypeOf<CatOpts>().toExtend<OptsOf<Cat>>();
  expectTypeOf<OptsOf<Cat>>().toExtend<CatOpts>();
  expectTypeOf<OptsOf<Cat>["name"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf(em.create(Cat, {})).toExtend<Animal>();
  expectTypeOf(em.create(TaskOld, { oldNote: "n" }).name).toEqualTypeOf<string>();
  expectTypeOf(em.createMany(TaskArchived, [{}, { effort: 1 }])[0]!).toExtend<Task>();
  expectTypeOf(em.findOrCreate(Cat, { name: "Tom" }, {})).resolves.toExtend<Cat>();
  expectTypeOf<DeepPartialOrNull<Cat>["name"]>().toEqualTypeOf<string | null | undefined>();
  // Code for any type of a hierarchy gives what the base asks for.
  const called = <T extends Task>(type: EntityConstructor<T>) => em.create(type, { name: "x" });
  expectTypeOf(called(TaskOld)).toExtend<TaskOld>();
  // It is one of its base all the same.
  expectTypeOf<Cat>().toExtend<Animal>();
  expectTypeOf<typeof Cat>().toExtend<MaybeAbstractEntityConstructor<Animal>>();
  expectTypeOf<TaskArchived>().toExtend<TaskOld>();
  expectTypeOf<TaskOld>().toExtend<Task>();
  expectTypeOf<FieldsOf<Cat>["name"]["nullable"]>().toEqualTypeOf<never>();
});

it("R-CHG-1 the changes of a base may be of fields that only subtypes have", () => {
  expectTypeOf<"breed">().toExtend<Animal["changes"]["fields"][number]>();
  expectTypeOf<"breed" & Bird["changes"]["fields"][number]>().toEqualTypeOf<never>();
});
