// What the compiler says of a configuration that speaks of what there is not.
import { describe, expectTypeOf, it } from "vitest";
import type { Config } from "../src/config/Config.ts";
import { defineConfig } from "../src/config/defineConfig.ts";

interface Names {
  entities: {
    Author: { fields: "age" | "firstName"; relations: "books" };
    Book: { fields: "title"; relations: never };
  };
  enums: "Color";
}

describe("defineConfig with the names of a project", () => {
  it("R-CONF-9: accepts members by name and by column", () => {
    const config = defineConfig<Names>({
      entities: {
        Author: {
          fields: { firstName: { lazy: true }, "column:age": { name: "years" } },
          relations: { books: { large: true } },
        },
      },
      enums: { Color: { valueNames: { RED: "Red" } } },
    });
    expectTypeOf(config).toEqualTypeOf<Config>();
  });

  it("R-CONF-9: refuses entities, fields, relations and enums that there are not", () => {
    expectTypeOf(defineConfig<Names>).returns.toEqualTypeOf<Config>();
    // @ts-expect-error -- Did you mean to write 'Author'?
    defineConfig<Names>({ entities: { Autor: {} } });
    // @ts-expect-error -- Did you mean to write 'firstName'?
    defineConfig<Names>({ entities: { Author: { fields: { firstNam: {} } } } });
    // @ts-expect-error -- it is a relation
    defineConfig<Names>({ entities: { Author: { fields: { books: {} } } } });
    // @ts-expect-error -- it has none
    defineConfig<Names>({ entities: { Book: { relations: { author: {} } } } });
    // @ts-expect-error -- there is none
    defineConfig<Names>({ enums: { Colour: {} } });
  });

  it("R-CONF-2: without names any are accepted, and wrong keys are not", () => {
    expectTypeOf(defineConfig).returns.toEqualTypeOf<Config>();
    defineConfig({ entities: { Anything: { fields: { any: { lazy: true } } } } });
    // @ts-expect-error -- Did you mean to write 'entitiesDirectory'?
    defineConfig({ entitesDirectory: "x" });
  });
});
