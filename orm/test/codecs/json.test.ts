// json and jsonb: deep equality, frozen values, null, what JSON cannot hold, schemas.
import { CodecError, InvalidValueError, JsonSchemaError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Email } from "../schema/conversions/Email.ts";
import { Contact } from "../schema/entities/Contact.ts";
import { Scalar } from "../schema/entities/Scalar.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const email = new Email("ann@example.org");

async function stored(column: string): Promise<unknown> {
  const [row] = await database.query(`SELECT ${column}::text AS text FROM contacts`);
  return row!["text"];
}

async function contact(): Promise<Contact> {
  const [found] = await database.newEm().find(Contact, {});
  return found!;
}

describe("json", () => {
  it("R-JSONB-3 a value of the same structure is no change, whatever the order of its keys", async () => {
    const em = database.newEm();
    const one = em.create(Scalar, { aJsonb: { a: [1, { b: 2 }], c: null } });
    await em.flush();
    one.aJsonb = { c: null, a: [1, { b: 2 }], d: undefined };
    expect(one.isDirtyEntity).toBe(false);
    one.aJsonb = { a: [{ b: 2 }, 1], c: null };
    expect(one.isDirtyEntity).toBe(true);
  });

  it("R-JSONB-4 is deeply frozen, and a copy of what was set", () => {
    const given = { a: [{ b: 1 }] };
    const one = database.newEm().create(Scalar, { aJsonb: given });
    given.a[0]!.b = 2;
    expect(one.aJsonb).toEqual({ a: [{ b: 1 }] });
    expect(() => {
      (one.aJsonb as typeof given).a[0]!.b = 3;
    }).toThrow(TypeError);
  });

  it("R-JSONB-5 null is JSON's own where the column is NOT NULL, and no value elsewhere", async () => {
    const em = database.newEm();
    const one = em.create(Contact, { email, anything: null });
    const other = em.create(Scalar, { aJsonb: null });
    await em.flush();
    expect([one.anything, other.aJsonb]).toEqual([null, undefined]);
    expect(await stored("anything")).toBe("null");
    expect((await contact()).anything).toBe(null);
    one.anything = [null, "x"];
    await em.flush();
    expect(await stored("anything")).toBe('[null, "x"]');
  });

  it.each([
    ["a bigint", { a: 1n }, "at /a holds a bigint, which JSON has no form for"],
    ["a Date", [new Date(0)], "at /0 holds a Date, which JSON has no form for"],
    ["a Map", { a: { b: new Map() } }, "at /a/b holds a Map, which JSON has no form for"],
    ["a function", { a: () => 1 }, "at /a holds a function, which JSON has no form for"],
    ["undefined in a list", [undefined], "at /0 holds a undefined, which JSON has no form for"],
    ["a hole", Array(1), "at /0 holds a undefined, which JSON has no form for"],
    ["NaN", { a: Number.NaN }, "at /a holds NaN, which JSON has no form for"],
    ["NUL", { a: "\0" }, "at /a holds a NUL character, which Postgres cannot store"],
    ["half a character", ["\ud800"], "at /0 holds half of a surrogate pair"],
  ])("R-JSONB-6 %s is refused with its place", (_, value, reason) => {
    const make = (): unknown => database.newEm().create(Scalar, { aJsonb: value as never });
    expect(make).toThrow(InvalidValueError);
    expect(make).toThrow(`Scalar#1.aJsonb ${reason}`);
  });

  it("R-JSONB-6 a value that holds itself is refused", () => {
    const value: Record<string, unknown> = {};
    value["a"] = { b: value };
    expect(() => database.newEm().create(Scalar, { aJsonb: value as never })).toThrow(
      "Scalar#1.aJsonb at /a/b holds itself, which JSON has no form for",
    );
  });

  it("R-TYPE-2 a number that JavaScript would change is an error that names the field", async () => {
    const em = database.newEm();
    em.create(Contact, { email });
    await em.flush();
    for (const text of ["12345678901234567890", "[0.12345678901234567890]", '{"a": 1e400}']) {
      await database.query("UPDATE contacts SET anything = $1", [text]);
      const one = await contact();
      expect(() => one.anything).toThrow(CodecError);
      expect(() => one.anything).toThrow(
        "Contact:1.anything cannot be read as jsonb: it holds a number that JavaScript cannot hold exactly",
      );
    }
    await database.query("UPDATE contacts SET anything = $1", [
      '{"id": "12345678901234567890", "exact": [0.30000000000000004, 9007199254740991, 1e22]}',
    ]);
    expect((await contact()).anything).toEqual({
      id: "12345678901234567890",
      exact: [0.1 + 0.2, 2 ** 53 - 1, 1e22],
    });
  });

  it("R-FILT-10 a key called __proto__ is a key", async () => {
    const em = database.newEm();
    const value = JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as never;
    em.create(Contact, { email, anything: value });
    await em.flush();
    expect(JSON.stringify((await contact()).anything)).toBe('{"b":2,"__proto__":{"a":1}}');
  });
});

describe("json with a schema", () => {
  it("R-JSONB-2 accepts the schema's input and gives its output", async () => {
    const em = database.newEm();
    const one = em.create(Contact, {
      email,
      address: { street: "Main St", zip: "80331", since: "2020-01-02T00:00:00Z" },
      settings: {},
    });
    const expected = {
      address: { street: "Main St", zip: "80331", since: new Date("2020-01-02T00:00:00Z") },
      settings: { theme: "light" },
    };
    expect({ address: one.address, settings: one.settings }).toEqual(expected);
    await em.flush();
    const read = await contact();
    expect({ address: read.address, settings: read.settings }).toEqual(expected);
    // What was given where JSON cannot hold what the schema makes of it; else the output.
    expect([await stored("address"), await stored("settings")]).toEqual([
      '{"zip": "80331", "since": "2020-01-02T00:00:00Z", "street": "Main St"}',
      '{"theme": "light"}',
    ]);
  });

  it("R-JSONB-2 a value of the output is accepted and stored so that it is read again", async () => {
    const em = database.newEm();
    const since = new Date("2020-01-02T00:00:00Z");
    const one = em.create(Contact, { email, address: { street: "x", zip: "80331", since } });
    await em.flush();
    one.address = { ...one.address!, street: "y" };
    expect(one.isDirtyEntity).toBe(true);
    await em.flush();
    expect((await contact()).address).toEqual({ street: "y", zip: "80331", since });
  });

  it("R-JSONB-2, R-JSONB-3 setting what is stored again changes nothing", async () => {
    const em = database.newEm();
    em.create(Contact, { email, address: { street: "x", zip: "80331" } });
    await em.flush();
    const one = await contact();
    one.address = { zip: "80331", street: "x" };
    expect(one.isDirtyEntity).toBe(false);
    expect(Object.isFrozen(one.address)).toBe(true);
  });

  it("R-JSONB-2 what does not fit is refused with the library's issues", () => {
    const em = database.newEm();
    const make = (): unknown => em.create(Contact, { email, address: { street: "x", zip: "1" } });
    expect(make).toThrow(JsonSchemaError);
    expect(make).toThrow("Contact#2.address does not fit its schema: zip: is not five digits");
    const { issues } = errorOf(make) as JsonSchemaError;
    expect(issues.map(({ path }) => path)).toEqual([["zip"]]);
  });

  it("R-JSONB-2 what was stored and does not fit is an error when it is read, or kept when the field says so", async () => {
    const em = database.newEm();
    em.create(Contact, { email });
    await em.flush();
    await database.query(
      `UPDATE contacts SET address = '{"zip": 1}', settings = '{"theme": "blue"}'`,
    );
    const one = await contact();
    expect(() => one.address).toThrow(JsonSchemaError);
    expect(one.settings).toEqual({ theme: "blue" });
  });
});

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
