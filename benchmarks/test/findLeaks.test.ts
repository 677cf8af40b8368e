// The verdict of a soak: each thing that may be left behind is found, and a clean server has none.
import { describe, expect, it } from "vitest";
import { findLeaks, type Remains } from "../soak/findLeaks.ts";
import { slopeOf } from "../soak/slopeOf.ts";

const after = { bytes: 50e6, managers: 0, connections: 10, idle: 10, waiting: 0 };
const clean: Remains = {
  growth: { slope: 0.1, low: -0.2, high: 0.4 },
  mostManagers: 25,
  connections: 10,
  poolSize: 10,
  after,
  connectionStates: { idle: 10 },
  exitCode: 0,
};

describe("findLeaks", () => {
  it("finds nothing where all was given back", () => {
    expect(findLeaks(clean)).toEqual([]);
  });

  it("takes growth for growth only when it is none by chance", () => {
    const growth = { slope: 3, low: 0.9, high: 5.1 };
    expect(findLeaks({ ...clean, growth })).toEqual([]);
    expect(findLeaks({ ...clean, growth: { ...growth, low: 1.1 } })).toEqual([
      "the heap grows by 3.00 MB a minute",
    ]);
  });

  it("does not call a soak clean that was too short to have a slope", () => {
    expect(findLeaks({ ...clean, growth: slopeOf([[1, 50]]) })).toEqual([
      "the heap grows by NaN MB a minute",
    ]);
  });

  it.each<[what: string, remains: Partial<Remains>, found: string]>([
    [
      "entity managers under load",
      { mostManagers: 26 },
      "26 entity managers were alive for 10 connections",
    ],
    [
      "entity managers afterwards",
      { after: { ...after, managers: 1 } },
      "1 entity managers are alive afterwards",
    ],
    [
      "a connection that was not given back",
      { after: { ...after, idle: 9 } },
      "of 10 connections 9 are idle, 0 wait for one",
    ],
    [
      "a connection too many",
      { after: { ...after, connections: 11, idle: 11 } },
      "of 11 connections 11 are idle, 0 wait for one",
    ],
    [
      "somebody who waits for one",
      { after: { ...after, waiting: 2 } },
      "of 10 connections 10 are idle, 2 wait for one",
    ],
    [
      "a transaction that was left open",
      { connectionStates: { idle: 9, "idle in transaction": 1 } },
      'connections afterwards: {"idle":9,"idle in transaction":1}',
    ],
    ["a server that had to be killed", { exitCode: null }, "the server ended with null"],
  ])("finds %s", (_, remains, found) => {
    expect(findLeaks({ ...clean, ...remains })).toEqual([found]);
  });
});
