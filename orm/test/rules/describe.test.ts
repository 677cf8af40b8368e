import { newRequiredRule } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { domain } from "../schema/entities/codegen/domain.ts";

authorConfig.addRule(newRequiredRule("age"));
authorConfig.addRule(function hasGoodBooks() {
  return undefined;
});
authorConfig.addRule({ books: "title", "image:ro": "fileName" }, () => undefined);
authorConfig.addCommitRule("lastName", () => undefined);
authorConfig.beforeFlush("publisher", () => undefined);
authorConfig.addConstraintMessage("authors_name", "no");
authorConfig.cascadeDelete("books");

describe("meta.config.describe", () => {
  it("R-CFG-1/placeholder registers nothing, also once the domain was linked", () => {
    const { config } = domain.getMetadata(Author);
    const before = config!.describe();
    authorConfig.placeholder();
    expect(config!.describe()).toEqual(before);
  });

  it("R-CFG-4 R-CFG-3 lists what was registered, with names, hints and places", () => {
    const meta = domain.getMetadata(Author);
    expect(meta.config).toBe(authorConfig);
    const { rules, ...others } = meta.config!.describe();
    expect({
      rules: rules.filter(({ location }) => location.startsWith("describe.test.ts")),
      ...others,
    }).toMatchInlineSnapshot(`
      {
        "cascades": [
          "books",
        ],
        "constraintMessages": [
          {
            "constraint": "authors_name",
            "location": "describe.test.ts:14",
          },
        ],
        "defaults": [],
        "hooks": [
          {
            "hint": {
              "publisher": {},
            },
            "location": "describe.test.ts:13",
            "moment": "beforeFlush",
            "name": undefined,
          },
        ],
        "rules": [
          {
            "hint": undefined,
            "location": "describe.test.ts:7",
            "moment": "validation",
            "name": "newRequiredRule(age)",
          },
          {
            "hint": undefined,
            "location": "describe.test.ts:8",
            "moment": "validation",
            "name": "hasGoodBooks",
          },
          {
            "hint": {
              "books": {
                "title": {},
              },
              "image:ro": {
                "fileName": {},
              },
            },
            "location": "describe.test.ts:11",
            "moment": "validation",
            "name": undefined,
          },
          {
            "hint": {
              "lastName": {},
            },
            "location": "describe.test.ts:12",
            "moment": "commit",
            "name": undefined,
          },
        ],
      }
    `);
    // What codegen wrote has its place, too.
    expect(rules[0]!.name).toBe("newRequiredRule(firstName)");
    expect(rules[0]!.location).toMatch(/^AuthorCodegen\.ts:\d+$/);
  });
});
