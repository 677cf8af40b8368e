import { expect, it } from "vitest";
import { generateReaders } from "./generateReaders.ts";

it("makes 500 readers with names and addresses of their own", () => {
  const readers = generateReaders(500);

  expect(readers[0]).toEqual({ name: "Ada Abel", email: "reader1@example.org" });
  expect([
    new Set(readers.map(({ name }) => name)).size,
    new Set(readers.map(({ email }) => email)).size,
  ]).toEqual([500, 500]);
});
