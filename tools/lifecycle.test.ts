import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import {
  afterCommit,
  beforeCommit,
  preparing,
  settling,
  validating,
  writing,
} from "../orm/src/flush/stages.ts";

it("LIFECYCLE.md draws the stages that a flush runs, in their order", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../LIFECYCLE.md"), "utf8");
  const drawn = [...page.matchAll(/^ {2}[├└]▶ (\w+) {2,}\S/gm)].map(([, name]) => name);
  const stages = [
    ...preparing,
    ...validating,
    ...writing,
    ...beforeCommit,
    ...settling,
    ...afterCommit,
  ];
  expect(drawn).toEqual(stages.map((stage) => stage.name));
});
