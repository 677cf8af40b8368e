// What all errors have in common, and the catalogue of them.
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/errors/catalogue.ts";
import { ConstraintError } from "../../src/errors/ConstraintError.ts";
import { isKingpostError } from "../../src/errors/isKingpostError.ts";
import { KingpostError } from "../../src/errors/KingpostError.ts";
import { NotFoundError } from "../../src/errors/NotFoundError.ts";
import { NotLoadedError } from "../../src/errors/NotLoadedError.ts";
import { OptimisticLockError } from "../../src/errors/OptimisticLockError.ts";
import { UniqueConstraintError } from "../../src/errors/UniqueConstraintError.ts";
import { ValidationErrors } from "../../src/errors/ValidationErrors.ts";
import { entityNamed } from "./entityNamed.ts";

const errorsDir = new URL("../../src/errors/", import.meta.url);
const author = entityNamed("Author:1");

describe("an error of Kingpost (R-ERR-1)", () => {
  it("has a code, a name, the entities and a cause, and is an instance of its classes", () => {
    const cause = new RangeError("why");
    const error = new ValidationErrors([{ entity: author, message: "is wrong" }], cause);
    expect([error.code, error.name, error.entities, error.cause]).toEqual([
      "VALIDATION",
      "ValidationErrors",
      [author],
      cause,
    ]);
    expect([
      error instanceof ValidationErrors,
      error instanceof KingpostError,
      error instanceof Error,
    ]).toEqual([true, true, true]);
    expect(String(error)).toBe("ValidationErrors: Validation error: Author:1 is wrong");
    expect(error.stack?.split("\n")[0]).toBe(String(error));
  });

  it("is known by its code, also when it comes from another copy of the package", async () => {
    // A query makes the module system load the file a second time.
    const copy = (await import(`${errorsDir.href}NotFoundError.ts?copy`)) as {
      NotFoundError: typeof NotFoundError;
    };
    const error: unknown = new copy.NotFoundError({ ids: ["a:1"] });
    expect([
      error instanceof NotFoundError,
      isKingpostError(error),
      isKingpostError(error, "NOT_FOUND"),
      isKingpostError(error, "VALIDATION"),
    ]).toEqual([false, true, true, false]);
  });

  it.each([[undefined], [null], ["NOT_FOUND"], [{ code: "NOT_FOUND" }], [new RangeError("x")]])(
    "is not %j",
    (value) => {
      expect(isKingpostError(value)).toBe(false);
    },
  );

  it("prints as JSON: entities by name, no cause, no stack", () => {
    const report = {
      sqlState: "23505",
      message: "duplicate",
      detail: "Key (name)=(a) already exists.",
      constraint: "authors_name_key",
      table: "authors",
      cause: new RangeError("hidden"),
    };
    const unique = new UniqueConstraintError(report);
    unique.entities = [author];
    unique.rollbackError = new RangeError("hidden");
    const reasons = new Map([[author, "changed" as const]]);
    const errors = [
      unique,
      new NotLoadedError({ entity: author, field: "books" }),
      new OptimisticLockError({ tableName: "authors", reasons }),
      new ValidationErrors([{ entity: author, message: "is wrong", field: "name" }]),
    ];
    expect(JSON.parse(JSON.stringify(errors))).toEqual([
      {
        name: "UniqueConstraintError",
        message: "duplicate — Key (name)=(a) already exists.",
        code: "UNIQUE",
        entities: ["Author:1"],
        sqlState: "23505",
        constraint: "authors_name_key",
        table: "authors",
        detail: "Key (name)=(a) already exists.",
        columns: ["name"],
      },
      {
        name: "NotLoadedError",
        message: "Author:1.books was not loaded",
        code: "NOT_LOADED",
        entities: ["Author:1"],
        field: "books",
      },
      {
        name: "OptimisticLockError",
        message: "Oplock failure for authors row 1: changed since it was loaded",
        code: "OPTIMISTIC_LOCK",
        entities: ["Author:1"],
        tableName: "authors",
        reasons: [["Author:1", "changed"]],
      },
      {
        name: "ValidationErrors",
        message: "Validation error: Author:1 is wrong",
        code: "VALIDATION",
        entities: ["Author:1"],
        errors: [{ entity: "Author:1", message: "is wrong", field: "name" }],
      },
    ]);
  });
});

describe("the catalogue", () => {
  it("lists every class once, and no other", async () => {
    const classes: unknown[] = [];
    for (const file of readdirSync(errorsDir).filter((name) =>
      /^[A-Z]\w*Errors?\.ts$/.test(name),
    )) {
      const name = file.slice(0, -".ts".length);
      const exported = (await import(new URL(file, errorsDir).href)) as Record<string, unknown>;
      const isBase = exported[name] === KingpostError || exported[name] === ConstraintError;
      if (typeof exported[name] === "function" && !isBase) classes.push(name);
    }
    const listed = Object.values(catalogue).map(({ name }) => name);
    expect(listed.toSorted()).toEqual(classes);
  });

  it("gives each code a summary and an anchor", () => {
    for (const [code, { summary, anchor }] of Object.entries(catalogue)) {
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(anchor).toBe(code.toLowerCase().replaceAll("_", "-"));
    }
  });
});
