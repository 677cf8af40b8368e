// What boot finds wrong with rules and their hints.
import { cannotBeUpdated, ConfigApi, createDomain, type Domain } from "kingpost";
import { describe, expect, it } from "vitest";
import type { Author } from "../schema/entities/Author.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import type { Customer } from "../schema/entities/Customer.ts";
import type { PublisherGroup } from "../schema/entities/PublisherGroup.ts";

/** The test domain with other configs. */
function domainWith(configs: Readonly<Record<string, ConfigApi<never>>>): Domain {
  const classes = Object.fromEntries(domain.metadata.map(({ type, cstr }) => [type, cstr]));
  for (const [type, config] of Object.entries(configs)) {
    const Base = classes[type] as unknown as new () => object;
    const Derived = class extends Base {};
    Object.defineProperty(Derived, "name", { value: type });
    Object.defineProperty(Derived, "config", { value: config });
    classes[type] = Derived as never;
  }
  return createDomain({
    schema: domain.schema,
    entities: () => classes,
    enums: () => domain.enums as never,
    codecs: () => domain.conversions.codecs!,
    jsonSchemas: () => domain.conversions.jsonSchemas!,
  });
}

describe("boot", () => {
  it("R-DOM-3 R-RX-3 lists every hint that names what is not there or cannot be reacted to, with its place", () => {
    const author = new ConfigApi<Author>("Author");
    author.addRule({ bookz: {} } as never, () => undefined);
    author.addRule({ books: { reviews: "stars" } } as never, () => undefined);
    author.addRule({ firstName: "length" } as never, () => undefined);
    author.addRule({ "books:ro": ["title", "bookz"] } as never, () => undefined);
    author.addRule(cannotBeUpdated("nothing" as never));
    const group = new ConfigApi<PublisherGroup>("PublisherGroup");
    group.addCommitRule(function byCritics() {} as never);
    group.addCommitRule("critics" as never, () => undefined);
    const customer = new ConfigApi<Customer>("Customer");
    customer.addRule("shipments" as never, () => undefined);
    customer.addRule("shipments:ro" as never, () => undefined);
    const other = domainWith({
      Author: author,
      PublisherGroup: group,
      Customer: customer,
    } as never);
    expect(() => other.boot()).toThrowErrorMatchingInlineSnapshot(`
      [DomainError: The domain has 7 problems:
      - Author, rule cannotBeUpdated(nothing) at boot.test.ts:35: Author has no field nothing
      - Author, rule at boot.test.ts:31: Author has no field bookz
      - Author, rule at boot.test.ts:32: Review has no field stars
      - Author, rule at boot.test.ts:33: Author.firstName leads to no entity that could have length
      - Author, rule at boot.test.ts:34: Book has no field bookz
      - Customer, rule at boot.test.ts:40: Customer.shipments is written by hand, so that nobody knows what changes it: load it by "shipments:ro" and name what it is worked out from
      - PublisherGroup, commit rule at boot.test.ts:38: PublisherGroup.critics is a large collection, which is never loaded as a whole]
    `);
  });

  it("R-DOM-4 a rule cannot be added once the domain was linked", () => {
    const config = new ConfigApi<Author>("Author");
    domainWith({ Author: config } as never).boot();
    for (const add of [
      () => config.addRule(() => undefined),
      () => config.addRule("firstName", () => undefined),
      () => config.addCommitRule(() => undefined),
      () => config.addConstraintMessage("c", "m"),
    ])
      expect(add).toThrow(expect.objectContaining({ code: "CONFIG_FROZEN" }));
  });
});
