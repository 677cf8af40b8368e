// The order in which contestants run.
import { expect, it } from "vitest";
import { inTurn } from "../runner/inTurn.ts";

it("begins each round with another contestant and goes backwards every second round", () => {
  const rounds = [0, 1, 2, 3].map((round) => inTurn(["a", "b", "c"], round).join(""));
  expect(rounds).toEqual(["abc", "acb", "cab", "cba"]);
});

it("puts every contestant in every place equally often", () => {
  const names = ["a", "b", "c"];
  const places = Array.from({ length: 6 }, (_, round) => inTurn(names, round));
  const sum = (name: string): number =>
    places.reduce((total, order) => total + order.indexOf(name), 0);
  expect(names.map(sum)).toEqual([6, 6, 6]);
});
