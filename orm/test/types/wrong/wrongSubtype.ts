// R-INH-4, R-INH-11, R-INH-12 what only a subtype has is not on its base, and nothing is made of an abstract type.
import { isA } from "kingpost";
import { Animal } from "../../schema/entities/Animal.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";
import { Dog } from "../../schema/entities/Dog.ts";
import { Keeper } from "../../schema/entities/Keeper.ts";
import { Mammal } from "../../schema/entities/Mammal.ts";
import { Task } from "../../schema/entities/Task.ts";
import { TaskOld } from "../../schema/entities/TaskOld.ts";

export async function wrongSubtype(em: EntityManager): Promise<void> {
  em.create(Animal, { name: "x" });
//          ^ TS2345: Argument of type 'typeof Animal' is not assignable to parameter of type 'EntityConstructor<Animal>'.
// The compiler goes on: Cannot assign an abstract constructor type to a non-abstract constructor type.
  const animal = await em.load(Animal, "an:1");
  animal.breed;
//       ^ TS2339: Property 'breed' does not exist on type 'Animal'.
  isA(animal, "Keeper");
//            ^ TS2345: Argument of type '"Keeper"' is not assignable to parameter of type '"Animal" | "Bird" | "Cat" | "Dog" | "Mammal"'.
  await em.find(Animal, { breed: "x" });
//                        ^ TS2353: Object literal may only specify known properties, and 'breed' does not exist in type 'AnimalHierarchyFilter'.
  await em.find(Animal, { dog: { lives: 9 } });
//                               ^ TS2353: Object literal may only specify known properties, and 'lives' does not exist in type 'DogFilter'.
  await em.find(Animal, { type: Keeper });
//                        ^ TS2322: Type 'typeof Keeper' is not assignable to type 'TypeFilter<Bird | Cat | Dog | Mammal> | undefined'.
  await em.find(Dog, { cat: {} });
//                     ^ TS2353: Object literal may only specify known properties, and 'cat' does not exist in type 'DogFilter'.
  em.create(Dog, { name: "x" });
//               ^ TS2741: Property 'breed' is missing in type '{ name: string; }' but required in type 'DogOpts'.
  em.create(Mammal, { fur: "red" });
//                  ^ TS2741: Property 'name' is missing in type '{ fur: string; }' but required in type 'MammalOpts'.
  em.create(Task, {});
//                ^ TS2741: Property 'name' is missing in type '{}' but required in type 'TaskOpts'.
  em.create(TaskOld, { name: 1 });
//                     ^ TS2322: Type 'number' is not assignable to type 'string'.
}
