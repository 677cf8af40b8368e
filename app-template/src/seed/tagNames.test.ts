import { expect, it } from "vitest";
import { centuryOf, tagNames } from "./tagNames.ts";

it("tags a book with its language, its century and its series", () => {
  expect(tagNames({ language: "EN_US", year: 2008, series: "The Hunger Games" })).toEqual([
    "English (US)",
    "21st century",
    "The Hunger Games (series)",
  ]);
});

it("leaves out what is not known", () => {
  expect(tagNames({ language: undefined, year: undefined, series: undefined })).toEqual([]);
});

it("counts centuries from their first to their last year", () => {
  expect([2001, 2000, 1901, 1813, 1599, 1215, 401, 99, -1, -720, -1750].map(centuryOf)).toEqual([
    "21st century",
    "20th century",
    "20th century",
    "19th century",
    "16th century",
    "13th century",
    "5th century",
    "1st century",
    "1st century BC",
    "8th century BC",
    "18th century BC",
  ]);
});
