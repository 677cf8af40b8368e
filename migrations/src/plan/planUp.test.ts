import { describe, expect, it } from "vitest";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import type { AppliedMigration } from "../journal/AppliedMigration.ts";
import { compareMigrations } from "./compareMigrations.ts";
import { planDown } from "./planDown.ts";
import { planUp } from "./planUp.ts";

const appliedAt = new Date("2026-01-01T00:00:00Z");

function file(name: string, checksum: string = name): MigrationFile {
  return {
    name,
    file: `${name}.ts`,
    path: `/m/${name}.ts`,
    kind: "module",
    checksum,
    replaces: [],
  };
}

function applied(name: string, more: Partial<AppliedMigration> = {}): AppliedMigration {
  return { name, checksum: name, appliedAt, finished: true, ...more };
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("planUp", () => {
  const files = ["1_a", "2_b", "3_c"].map((name) => file(name));

  it("R-MCLI-1/up: what is not applied is run in the folder's order, also when it is older than what is", () => {
    expect(planUp(files, [applied("2_b")]).run.map(({ name }) => name)).toEqual(["1_a", "3_c"]);
    expect(planUp(files, [], { count: 2 }).run.map(({ name }) => name)).toEqual(["1_a", "2_b"]);
    expect(planUp(files, [applied("1_a")], { to: "2_b.ts" }).run.map(({ name }) => name)).toEqual([
      "2_b",
    ]);
  });

  it("an edited file is refused; a file applied without a checksum is adopted", () => {
    expect(thrownBy(() => planUp(files, [applied("1_a", { checksum: "other" })]))).toMatchObject({
      code: "MIGRATION_CHANGED",
      file: "1_a.ts",
    });
    expect(
      planUp(files, [applied("1_a", { checksum: null })]).adopt.map(({ name }) => name),
    ).toEqual(["1_a"]);
  });

  it("R-MCLI-3: one that broke off is refused, and may be declared complete", () => {
    const broken = [applied("1_a", { finished: false })];
    expect(thrownBy(() => planUp(files, broken))).toMatchObject({
      code: "MIGRATION_UNFINISHED",
      file: "1_a.ts",
    });
    expect(planUp(files, broken, { fake: true, count: 1 }).run.map(({ name }) => name)).toEqual([
      "1_a",
    ]);
  });
});

describe("planDown", () => {
  const files = ["1_a", "2_b", "3_c"].map((name) => file(name));

  it("R-MCLI-1/down: the last applied first, by the order in which they were applied", () => {
    const order = [applied("2_b"), applied("1_a")];
    expect(planDown(files, order).map(({ name }) => name)).toEqual(["1_a"]);
    expect(planDown(files, order, { count: 9 }).map(({ name }) => name)).toEqual(["1_a", "2_b"]);
    expect(planDown(files, order, { to: "2_b.ts" }).map(({ name }) => name)).toEqual([
      "1_a",
      "2_b",
    ]);
    expect(planDown(files, order, { count: 0 })).toEqual([]);
  });

  it("a missing file cannot be taken back", () => {
    expect(thrownBy(() => planDown([], [applied("1_a")]))).toMatchObject({
      code: "MIGRATION_MISSING",
    });
    expect(thrownBy(() => planDown(files, [], { to: "1_a" }))).toMatchObject({
      code: "MIGRATION_UNKNOWN",
    });
  });
});

describe("compareMigrations", () => {
  it("R-MCLI-1/status: each migration is in one state", () => {
    const statuses = compareMigrations(
      [file("1_late"), file("2_b"), file("3_c", "edited"), file("4_d")],
      [applied("0_gone"), applied("2_b"), applied("3_c"), applied("4_d", { finished: false })],
    );
    expect(
      statuses.map(
        ({ name, state, outOfOrder }) => `${name} ${state}${outOfOrder ? " out of order" : ""}`,
      ),
    ).toEqual([
      "0_gone missing",
      "1_late pending out of order",
      "2_b applied",
      "3_c changed",
      "4_d unfinished",
    ]);
  });
});
