import { expect, it } from "vitest";
import { parseTitle } from "./parseTitle.ts";

it.each([
  ["The Hunger Games (The Hunger Games, #1)", "The Hunger Games", "The Hunger Games", "1"],
  ["Dance with the Devil (Dark-Hunter #3)", "Dance with the Devil", "Dark-Hunter", "3"],
  ["Catching Wolves  (Some Series, #2.5) ", "Catching Wolves", "Some Series", "2.5"],
  ["Judy Moody (Judy Moody, # 1)", "Judy Moody", "Judy Moody", "1"],
  ["Raising Steam (Discworld, #40, Moist von Lipwig #3 )", "Raising Steam", "Discworld", "40"],
  [
    "Part Two (Memory, Sorrow, and Thorn, #3; Part 2)",
    "Part Two",
    "Memory, Sorrow, and Thorn",
    "3",
  ],
  [
    "Blood and Gold (A Song of Ice and Fire, #3: Part 2 of 2)",
    "Blood and Gold",
    "A Song of Ice and Fire",
    "3",
  ],
  ["Ranma ½, Vol. 1 (Ranma ½ (US 2nd), #1)", "Ranma ½, Vol. 1", "Ranma ½ (US 2nd)", "1"],
])("%s belongs to a series", (text, title, series, position) => {
  expect(parseTitle(text)).toEqual({ title, series, position });
});

it.each([
  ["Harry Potter Boxset (Harry Potter, #1-7)", "Harry Potter"],
  ["Three Plays (The Theban Plays, #1–3)", "The Theban Plays"],
  ["The Selection Stories (The Selection, #0.5, 2.5)", "The Selection"],
  ["Short Stories (Cirque, #4.1, #4.3, #5.1)", "Cirque"],
  ["The Twilight Saga Complete Collection  (Twilight, #1-4 + 3.5)", "Twilight"],
  ["The Fifth Dominion (Imajica Part #1/2)", "Imajica Part"],
])("%s is a collection without a position of its own", (text, series) => {
  expect(parseTitle(text)).toEqual({
    title: text.slice(0, text.indexOf("(")).trim(),
    series,
    position: undefined,
  });
});

it.each(["To Kill a Mockingbird", "Ox-Cart Man (Picture Puffin)", "Saga #1", "#GIRLBOSS", "(#1)"])(
  "%s belongs to no series",
  (title) => {
    expect(parseTitle(title)).toEqual({ title, series: undefined, position: undefined });
  },
);
