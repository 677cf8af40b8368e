// The command line of the comparison.
import { describe, expect, it } from "vitest";
import { roster } from "../roster.ts";
import { CompareError } from "../runner/CompareError.ts";
import { parseOptions } from "../runner/parseOptions.ts";
import { scenarios } from "../scenarios/scenarios.ts";

describe("the options of the comparison", () => {
  it("are all scenarios when nothing is said", () => {
    expect(parseOptions([])).toEqual({
      scenarios: Object.keys(scenarios),
      orms: Object.keys(roster),
      json: undefined,
      html: undefined,
      md: undefined,
      help: false,
    });
  });

  it("take scenarios by number, in the order of their numbers, and a file", () => {
    expect(parseOptions(["--", "--only", "3, 1", "--json", "out.json"])).toEqual({
      scenarios: ["identity", "bothSides"],
      orms: Object.keys(roster),
      json: "out.json",
      html: undefined,
      md: undefined,
      help: false,
    });
  });

  it("name a scenario that there is not", () => {
    expect(() => parseOptions(["--only", "1,99"])).toThrow(
      new CompareError(
        "BAD_OPTION",
        `There is no scenario 99; there are ${Array.from({ length: 40 }, (_, n) => n + 1).join(", ")}.`,
      ),
    );
  });

  it("leave out an ORM with all its configurations", () => {
    expect(parseOptions(["--without", "mikro-orm, prisma"]).orms).toEqual([
      "kingpost",
      "drizzle",
      "typeorm",
    ]);
  });

  it("name an ORM that there is not", () => {
    expect(() => parseOptions(["--without", "sqlorm"])).toThrow(
      new CompareError(
        "BAD_OPTION",
        "There is no ORM sqlorm; there are kingpost, mikro-orm, drizzle, prisma, typeorm.",
      ),
    );
  });

  it("that there are not are refused with BAD_OPTION", () => {
    expect(() => parseOptions(["--fast"])).toThrow(
      expect.objectContaining({ code: "BAD_OPTION" }) as Error,
    );
  });
});
