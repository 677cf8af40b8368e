import { expect, it } from "vitest";
import { formatTable } from "./formatTable.ts";

it("columns are as wide as their widest cell, NULL is named, line breaks do not break the table", () => {
  expect(
    formatTable(
      ["id", "title"],
      [
        ["1", "Emma"],
        ["2", null],
        ["30", "two\nlines"],
      ],
    ),
  ).toBe(
    [
      "id | title",
      "---+-----------",
      "1  | Emma",
      "2  | NULL",
      String.raw`30 | two\nlines`,
      "(3 rows)",
    ].join("\n"),
  );
});

it("a table without rows still shows its columns", () => {
  expect(formatTable(["id"], [])).toBe("id\n--\n(0 rows)");
  expect(formatTable(["n"], [["1"]])).toBe("n\n-\n1\n(1 row)");
});
