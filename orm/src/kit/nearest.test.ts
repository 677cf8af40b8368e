import { expect, it } from "vitest";
import { nearest } from "./nearest.ts";

it("finds the name that was probably meant", () => {
  expect(nearest("firstNam", ["lastName", "firstName", "age"])).toBe("firstName");
});

it("stays silent when nothing is near", () => {
  expect(nearest("zzzzzz", ["lastName", "firstName", "age"])).toBeUndefined();
});
