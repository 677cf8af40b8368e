// What entity classes define in their fields: members made by helpers and `transientFields`, and nothing else.
import { readFileSync } from "node:fs";
import {
  type AsyncProperty,
  createDomain,
  type Domain,
  hasAsyncProperty,
  hasProperty,
  type Property,
} from "kingpost";
import { describe, expect, it } from "vitest";
import { schema } from "../schema/entities/codegen/schema.ts";
import { ShopCodegen } from "../schema/entities/codegen/ShopCodegen.ts";
import { Customer } from "../schema/entities/Customer.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** A domain whose one entity is a shop, of this class. */
function domainOf(Shop: new (...args: never) => ShopCodegen): Domain {
  const shop = schema.entities["Shop"]!;
  return createDomain({
    schema: { ...schema, entities: { Shop: shop }, enums: {} },
    entities: () => ({ Shop }) as never,
  });
}

const file = import.meta.filename;

describe("field initialisers", () => {
  it("R-FIELD-11 R-PROP-2 run once per class, not per entity, and leave no field behind", async () => {
    let runs = 0;
    class Shop extends ShopCodegen {
      readonly runs: number = ++runs as never;
    }
    expect(() => {
      domainOf(Shop).boot();
    }).toThrow(expect.objectContaining({ code: "ENTITY_CLASS" }));
    expect(runs).toBe(1);
    const em = database.newEm();
    const customer = em.create(Customer, { name: "c1" });
    expect(Object.keys(customer)).toEqual([]);
    expect(Object.hasOwn(customer, "orderCount")).toBe(false);
    expect(customer.orderCount).toBe(customer.orderCount);
    expect(em.create(Customer, { name: "c2" }).orderCount).not.toBe(customer.orderCount);
  });

  it("R-FIELD-11, R-ENT-1/transientFields is a copy of its own in each entity, and survives a flush", async () => {
    const em = database.newEm();
    const [c1, c2] = ["c1", "c2"].map((name) => em.create(Customer, { name }));
    c1!.transientFields.counted = 7;
    c1!.transientFields.picked.push({} as never);
    expect([c2!.transientFields.counted, c2!.transientFields.picked]).toEqual([0, []]);
    await em.flush();
    expect(c1!.transientFields.counted).toBe(7);
    expect(c1!.isDirtyEntity).toBe(false);
  });

  it("R-FIELD-11 any other field makes the boot fail, naming field and file", () => {
    class Shop extends ShopCodegen {
      readonly cache: Map<string, string> = new Map();
      count = 0;
      readonly greet = (): string => "hello";
      static readonly shared = new Map<string, string>();
      get loud(): string {
        return this.name.toUpperCase();
      }
    }
    const lines = readFileSync(file, "utf8").split("\n");
    const line = lines.findIndex((text) => text.includes("readonly cache:")) + 1;
    expect(() => {
      domainOf(Shop).boot();
    }).toThrow(
      expect.objectContaining({
        code: "ENTITY_CLASS",
        problems: [
          `Shop.cache (${file}:${line}) is a plain instance field; keep what is not stored in transientFields`,
          `Shop.count (${file}:${line + 1}) is a plain instance field; keep what is not stored in transientFields`,
          `Shop.greet (${file}:${line + 2}) is a function in an instance field; make it a method`,
        ],
      }),
    );
  });

  it("R-FIELD-11 a field of the schema, what cannot be copied and what uses `this` are refused too", () => {
    class Hiding extends ShopCodegen {
      // @ts-expect-error -- it hides an accessor
      override readonly name: Property<Hiding, string> = hasProperty([], () => "x");
    }
    class Uncopied extends ShopCodegen {
      transientFields = { now: (): number => Date.now() };
    }
    class Early extends ShopCodegen {
      readonly upper: AsyncProperty<Early, string> = ((name) => hasAsyncProperty(async () => name))(
        this.name,
      );
    }
    class Misled extends ShopCodegen {
      readonly label: Property<Misled, string> = hasProperty("nothing" as never, () => "x");
    }
    const problemsOf = (Shop: never): unknown => {
      try {
        domainOf(Shop).boot();
      } catch (error) {
        return (error as { problems: ReadonlyArray<string> }).problems.map((problem) =>
          problem.replaceAll(/ \(\/.+?\)/g, ""),
        );
      }
      return [];
    };
    expect([Hiding, Uncopied, Early, Misled].map((Shop) => problemsOf(Shop as never))).toEqual([
      ["Shop.name is a field of the schema already; give it another name"],
      [
        "Shop.transientFields has to be an object of plain values, since each entity gets a copy of it",
      ],
      [
        "Shop: a field initialiser failed, TypeError: Cannot read private member #state from an object whose class did not declare it; it runs once per class, at boot: use the parameter that its function is given, never `this`",
      ],
      ["Shop.label: Invalid load hint 'nothing' on Shop"],
    ]);
  });

  it("R-FIELD-11 a subtype has the members of its base, at places of its own, and may define them anew", async () => {
    class Base extends ShopCodegen {
      readonly first: AsyncProperty<Base, string> = hasAsyncProperty(async () => "base");
      readonly second: AsyncProperty<Base, string> = hasAsyncProperty(async () => "base");
    }
    class Sub extends Base {
      override readonly first: AsyncProperty<Base, string> = hasAsyncProperty(async () => "sub");
      readonly third: AsyncProperty<Sub, string> = hasAsyncProperty(async () => "sub");
    }
    const shop = schema.entities["Shop"]!;
    const domain = createDomain({
      schema: {
        ...schema,
        entities: {
          Sub: { ...shop, fields: {}, subtypeOf: { base: "Base", kind: "cti" } },
          Base: shop,
        },
        enums: {},
      },
      entities: () => ({ Sub, Base }),
    });
    const membersOf = (type: string): unknown =>
      [...domain.getMetadata(type).members.values()].map((member) => [
        member.fieldName,
        member.meta.type,
        member.kind === "handWritten" && member.memberIndex,
      ]);
    expect(membersOf("Base")).toEqual([
      ["first", "Base", 0],
      ["second", "Base", 1],
    ]);
    expect(membersOf("Sub")).toEqual([
      ["first", "Sub", 0],
      ["second", "Base", 1],
      ["third", "Sub", 2],
    ]);
  });
});
