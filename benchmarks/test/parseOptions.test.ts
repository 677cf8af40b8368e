// The command line of the benchmarks.
import { describe, expect, it } from "vitest";
import { roster } from "../contestants/roster.ts";
import { BenchmarkError } from "../runner/BenchmarkError.ts";
import { parseOptions } from "../runner/parseOptions.ts";
import { items } from "../scenarios/findScenario.ts";

describe("the options of the benchmarks", () => {
  it("are everybody, all items and five rounds when nothing is said, and ten rounds of part of them", () => {
    expect(parseOptions([])).toEqual({
      items,
      rounds: 5,
      quick: false,
      contestants: undefined,
      roundTripMs: 0,
      all: false,
      curve: false,
      latency: false,
      from: [],
      against: undefined,
      json: undefined,
      html: undefined,
      md: undefined,
      svg: undefined,
      help: false,
    });
    const parts = [["--only", "W1"], ["--with", "kysely"], ["--curve"], ["--latency"]];
    expect(parts.map((args) => parseOptions(args).rounds)).toEqual([10, 10, 10, 10]);
  });

  it("take items in any case and order, a file and a number of rounds", () => {
    expect(parseOptions(["--only", "w4, W1", "--json", "out.json", "--rounds", "5"])).toEqual({
      items: ["W1", "W4"],
      rounds: 5,
      quick: false,
      contestants: undefined,
      roundTripMs: 0,
      all: false,
      curve: false,
      latency: false,
      from: [],
      against: undefined,
      json: "out.json",
      html: undefined,
      md: undefined,
      svg: undefined,
      help: false,
    });
  });

  it("take pages to write, runs to show and a run to compare with", () => {
    expect(
      parseOptions([
        "--from",
        "a.json,b.json",
        "--against",
        "c.json",
        "--html",
        "r.html",
        "--md",
        "r.md",
      ]),
    ).toMatchObject({ from: ["a.json", "b.json"], against: "c.json", html: "r.html", md: "r.md" });
    expect(parseOptions(["--latency", "--svg", "r.svg"])).toMatchObject({
      latency: true,
      svg: "r.svg",
    });
  });

  it("take contestants, a distance and the curve", () => {
    expect(parseOptions(["--with", "kingpost, drizzle", "--rtt", "1.5", "--curve"])).toMatchObject({
      contestants: ["kingpost", "drizzle"],
      roundTripMs: 1.5,
      curve: true,
    });
  });

  it("may come behind the -- of a script runner, and --quick means three rounds", () => {
    expect(parseOptions(["--", "--quick"])).toMatchObject({ quick: true, rounds: 3 });
  });

  it.each([
    [["--rounds", "0"], '--rounds is a whole number above 0, not "0".'],
    [["--rounds", "many"], '--rounds is a whole number above 0, not "many".'],
    [["--only", "W1,W99"], `There is no work item W99; there are ${items.join(", ")}.`],
    [["--only", ""], `There is no work item ; there are ${items.join(", ")}.`],
    [["--rtt", "far"], '--rtt is a number of milliseconds, not "far".'],
    [
      ["--with", "waterline"],
      `There is no contestant waterline; there are ${Object.keys(roster).join(", ")}.`,
    ],
  ])("%s are refused with a sentence", (args, message) => {
    expect(() => parseOptions(args)).toThrow(new BenchmarkError("BAD_OPTION", message));
  });

  it("an option that there is not is refused with BAD_OPTION", () => {
    expect(() => parseOptions(["--fast"])).toThrow(
      expect.objectContaining({ code: "BAD_OPTION" }) as Error,
    );
  });
});
