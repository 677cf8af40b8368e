import { expect, it } from "vitest";
import { Progress } from "./Progress.ts";

function outputOf(isTTY: boolean): string[] {
  const written: string[] = [];
  const progress = new Progress({ isTTY, write: (text) => written.push(text) }, "books", 2000);
  progress.advance(500);
  progress.advance(1500);
  return written;
}

it("shows a bar on a terminal", () => {
  expect(outputOf(true)).toEqual([
    `\r[${"█".repeat(8)}${"·".repeat(22)}] 500 of 2,000 books`,
    `\r[${"█".repeat(30)}] 2,000 of 2,000 books\n`,
  ]);
});

it("writes plain lines to a log", () => {
  expect(outputOf(false)).toEqual(["500 of 2,000 books\n", "2,000 of 2,000 books\n"]);
});
