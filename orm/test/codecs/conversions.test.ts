// Types of the application's own: conversions, brands, numbers for numeric.
import { CodecError, InvalidValueError } from "kingpost/errors";
import { beforeEach, describe, expect, it } from "vitest";
import type { Code } from "../schema/conversions/Code.ts";
import { Email } from "../schema/conversions/Email.ts";
import { Price } from "../schema/conversions/Price.ts";
import { Contact } from "../schema/entities/Contact.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const ann = new Email("ann@example.org");

async function contact(): Promise<Contact> {
  const [found] = await database.newEm().find(Contact, {});
  return found!;
}

describe("a conversion of the application", () => {
  beforeEach(async () => {
    const em = database.newEm();
    em.create(Contact, {
      email: ann,
      otherEmails: [new Email("a@b.c"), null],
      price: new Price(-1250n),
      discount: 0.25,
      code: "X-1" as Code,
    });
    await em.flush();
  });

  it("R-TYPE-5 makes values of the application from those of the database, also within arrays", async () => {
    const { email, otherEmails, price, discount, code } = await contact();
    expect({ email, otherEmails, price, discount, code }).toEqual({
      email: ann,
      otherEmails: [new Email("a@b.c"), null],
      price: new Price(-1250n),
      discount: 0.25,
      code: "X-1",
    });
    expect(
      await database.query("SELECT email, other_emails, price::text, discount::text FROM contacts"),
    ).toEqual([
      {
        email: "ann@example.org",
        other_emails: ["a@b.c", null],
        price: "-12.50",
        discount: "0.25",
      },
    ]);
  });

  it("R-TYPE-4, R-FILT-10 takes values of the application in filters", async () => {
    const em = database.newEm();
    const found = await Promise.all([
      em.find(Contact, { email: new Email("ANN@EXAMPLE.ORG") }),
      em.find(Contact, { price: { lt: new Price(0n) }, discount: { gte: 0.25 } }),
      em.find(Contact, { price: [new Price(1n), new Price(2n)] }),
    ]);
    expect(found.map((each) => each.length)).toEqual([1, 1, 0]);
  });

  it("R-FIELD-7 setting what is stored alike changes nothing, by `equals` or by the stored values", async () => {
    const one = await contact();
    one.set({ email: new Email("ann@example.org"), price: new Price(-1250n), discount: 0.25 });
    expect(one.isDirtyEntity).toBe(false);
    one.email = new Email("ANN@example.org");
    expect(one.isDirtyEntity).toBe(true);
    one.email = ann;
    expect(one.isDirtyEntity).toBe(false);
  });

  it("R-TYPE-5, R-FIELD-1 what a conversion throws names the field, on set and on read, and leaves others readable", async () => {
    const one = await contact();
    expect(() => {
      (one as { email: unknown }).email = "ann@example.org";
    }).toThrow(
      new InvalidValueError({
        entity: one,
        field: "email",
        reason: "cannot be converted: it is no Email",
      }),
    );
    await database.query("UPDATE contacts SET email = 'nobody'");
    const broken = await contact();
    expect(() => broken.email).toThrow(CodecError);
    expect(() => broken.email).toThrow(
      "Contact:1.email cannot be read as public.citext: an e-mail address has an @",
    );
    expect(broken.discount).toBe(0.25);
  });

  it("R-TYPE-1/numeric a numeric column as a number refuses what a number does not hold", async () => {
    await database.query("UPDATE contacts SET discount = 0.1234567890123456789");
    const one = await contact();
    expect(() => one.discount).toThrow(
      new CodecError({
        entity: one,
        field: "discount",
        type: "numeric",
        cause: new TypeError("0.1234567890123456789 is not a number that JavaScript holds exactly"),
      }),
    );
    await database.query("UPDATE contacts SET discount = 123456789.0123450000");
    expect((await contact()).discount).toBe(123_456_789.012_345);
    expect(() => (one.discount = Number.NaN)).toThrow("Contact:1.discount is not a finite number");
  });
});

describe("defaults", () => {
  it("R-FIELD-3 those that are values are there at once, others after the flush", async () => {
    const em = database.newEm();
    const one = em.create(Contact, { email: ann });
    const { score, anything, mood, reachable, every } = one;
    expect({ score, anything, mood, range: String(reachable), every: String(every) }).toEqual({
      score: 50,
      anything: {},
      mood: "so_so",
      range: "[2020-01-01T00:00:00.000Z,)",
      every: "P1DT2H",
    });
    await em.flush();
    expect(one.knownSince.toISOString().slice(11)).toBe("00:00:00.000Z");
  });

  it("R-TYPE-2 a time without an end is an error that names the field, not another time", async () => {
    const em = database.newEm();
    const one = em.create(Contact, { email: ann });
    await em.flush();
    expect(() => one.seenAt).toThrow(
      "Contact#1:1.seenAt cannot be read as timestamptz: -infinity is not a time that a Date can hold",
    );
    one.seenAt = new Date(0);
    await em.flush();
    expect((await contact()).seenAt).toEqual(new Date(0));
  });
});

describe("text", () => {
  it("R-FIELD-6 is trimmed and emptied as the configuration of each column says", async () => {
    const em = database.newEm();
    const one = em.create(Contact, { email: ann, nickname: "  Annie ", rawNote: "  " });
    expect([one.nickname, one.rawNote]).toEqual(["Annie", "  "]);
    one.set({ nickname: "  ", rawNote: "" });
    expect([one.nickname, one.rawNote]).toEqual([undefined, ""]);
    await em.flush();
    expect((await em.find(Contact, { nickname: null, rawNote: "" })).length).toBe(1);
  });

  it("R-FIELD-6 is read as it is stored", async () => {
    const em = database.newEm();
    em.create(Contact, { email: ann });
    await em.flush();
    await database.query("UPDATE contacts SET nickname = ' x '");
    expect((await contact()).nickname).toBe(" x ");
  });

  it("R-FIELD-2 null and undefined are both no value", async () => {
    const em = database.newEm();
    const one = em.create(Contact, { email: ann, nickname: null, code: undefined });
    expect([one.nickname, one.code]).toEqual([undefined, undefined]);
    one.nickname = "x";
    one.set({ nickname: null });
    await em.flush();
    expect((await contact()).nickname).toBe(undefined);
  });

  it("R-TYPE-1/tsvector is a field when the configuration says so", async () => {
    const em = database.newEm();
    const one = em.create(Contact, { email: ann, words: "the fat cats" });
    await em.flush();
    expect(one.words).toBe("'cats' 'fat' 'the'");
  });
});
