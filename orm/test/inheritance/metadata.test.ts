// What the metadata says of types that extend each other.
import { getBaseAndSelfMetas, getBaseMeta, getBaseSelfAndSubMetas, getSubMetas } from "kingpost";
import { expect, it } from "vitest";
import { componentFor, componentsForId } from "../../src/schema/componentFor.ts";
import type { EntityMeta } from "../../src/schema/EntityMeta.ts";
import type { PolymorphicField } from "../../src/schema/Field.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { TaskType } from "../schema/entities/enums/TaskType.ts";

const names = (metas: ReadonlyArray<{ readonly type: string }>): string[] =>
  metas.map(({ type }) => type);

it("R-INH-9 metadata names bases, the root first, and subtypes, and the helpers list them", () => {
  const mammal = domain.getMetadata("Mammal");
  expect([getBaseMeta(mammal).type, mammal.rootType.type, mammal.baseType?.type]).toEqual([
    "Animal",
    "Animal",
    "Animal",
  ]);
  expect(names(getBaseAndSelfMetas(domain.getMetadata("Dog")))).toEqual([
    "Animal",
    "Mammal",
    "Dog",
  ]);
  expect(names(getBaseSelfAndSubMetas(mammal))).toEqual(["Animal", "Mammal", "Cat", "Dog"]);
  expect(names(getSubMetas(domain.getMetadata("Animal")))).toEqual([
    "Bird",
    "Mammal",
    "Cat",
    "Dog",
  ]);
  expect(names(getBaseSelfAndSubMetas(domain.getMetadata("Author")))).toEqual(["Author"]);
});

it("R-INH-9 metadata names the kind, abstract types and discriminators, and shares the fields of bases", () => {
  const [animal, dog, old] = ["Animal", "Dog", "TaskOld"].map((type) => domain.getMetadata(type));
  expect([animal!.inheritanceType, animal!.isAbstract, dog!.isAbstract]).toEqual([
    "cti",
    true,
    false,
  ]);
  expect([old!.inheritanceType, old!.stiDiscriminatorField?.fieldName]).toEqual(["sti", "type"]);
  expect(old!.stiDiscriminatorValue).toBe(TaskType.Old);
  expect(dog!.fields.get("name")).toBe(animal!.fields.get("name"));
  expect(dog!.fields.get("name")!.meta).toBe(animal);
  expect(domain.getMetadataByTag("an:1")).toBe(animal);
});

it("R-POLY-3 of a base and its subtype the nearest serves an entity, and an id of theirs may belong to either", () => {
  const meta = (type: string): EntityMeta => domain.getMetadataForType(type);
  const components = ["Animal", "Dog", "Keeper"].map((type) => ({ otherMeta: meta(type) }));
  const field = { components } as unknown as PolymorphicField;
  const typeFor = (type: string): string | undefined =>
    componentFor(field, meta(type))?.otherMeta.type;
  expect(["Dog", "Cat", "Mammal", "Keeper", "Home"].map(typeFor)).toEqual([
    "Dog",
    "Animal",
    "Animal",
    "Keeper",
    undefined,
  ]);
  const typesFor = (id: unknown): string[] =>
    componentsForId(field, id).map(({ otherMeta }) => otherMeta.type);
  expect([typesFor("an:1"), typesFor("k:1")]).toEqual([["Animal", "Dog"], ["Keeper"]]);
  expect(() => typesFor("h:1")).toThrow("Invalid tagged id, expected tag an or k, got h:1");
});
