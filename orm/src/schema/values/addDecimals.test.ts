import { expect, it } from "vitest";
import { addDecimals } from "./addDecimals.ts";

it("sums keep every digit", () => {
  expect(addDecimals("0.1", "0.2")).toBe("0.3");
  expect(addDecimals("-0.05", "0.05")).toBe("0.00");
  expect(addDecimals("99999999999999999999.99", "1")).toBe("100000000000000000000.99");
  expect(addDecimals("1", "-1.25")).toBe("-0.25");
  expect(addDecimals("1e2", ".5")).toBe("100.5");
  expect(addDecimals("NaN", "1")).toBeUndefined();
});
