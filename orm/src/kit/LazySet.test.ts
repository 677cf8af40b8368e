import { describe, expect, it } from "vitest";
import { LazySet } from "./LazySet.ts";

describe("a lazy set", () => {
  it("is a set, before anything was added and after", () => {
    const set = new LazySet<string>();
    expect([set.size, set.has("a"), set.delete("a"), [...set]]).toEqual([0, false, false, []]);
    set.clear();
    set.add("a").add("b").add("a");
    expect([set.size, set.has("a"), [...set]]).toEqual([2, true, ["a", "b"]]);
    expect([set.delete("a"), set.delete("a"), [...set]]).toEqual([true, false, ["b"]]);
    set.clear();
    expect([set.size, [...set]]).toEqual([0, []]);
  });

  it("gives its members as a list, the same one until one comes or goes", () => {
    const set = new LazySet<string>();
    expect(set.list).toEqual([]);
    set.add("a").add("b");
    const { list } = set;
    expect([list, set.list === list]).toEqual([["a", "b"], true]);
    set.delete("a");
    expect([list, set.list]).toEqual([["a", "b"], ["b"]]);
    set.clear();
    expect(set.list).toEqual([]);
  });

  it("meets what is added while it is walked", () => {
    const set = new LazySet<number>().add(1);
    const met: number[] = [];
    for (const n of set) {
      met.push(n);
      if (n < 3) set.add(n + 1);
    }
    expect(met).toEqual([1, 2, 3]);
  });
});
