// Recordings of statements.
import { expect, it } from "vitest";
import { StatementLog } from "../runner/StatementLog.ts";

it("gives each recording what was sent meanwhile, nested ones too", async () => {
  const log = new StatementLog();
  log.add("before");
  const outer = await log.record(async () => {
    log.add("one");
    log.addRows(2);
    const inner = await log.record(async () => {
      log.add("two");
      log.addRows(3);
    });
    log.add("three");
    return inner;
  });
  expect(outer).toEqual({
    statements: ["one", "two", "three"],
    rows: 5,
    result: { statements: ["two"], rows: 3, result: undefined },
  });
});
