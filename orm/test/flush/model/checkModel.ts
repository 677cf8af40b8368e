// Random units of work against the model.
import * as fc from "fast-check";
import type { TestDatabase } from "../../testDatabase.ts";
import { type Command, commands } from "./commands.ts";
import { World } from "./World.ts";

const step = fc.tuple(fc.constantFrom(...Object.keys(commands)), fc.nat(7), fc.nat(7));

const tables = [
  "theatres, plays, posters, props, plays_to_props, souvenirs, wishes, actors, licences",
  "tags, authors, books",
].join(", ");

/** Rejects with the seed and the shortest list of commands that goes wrong. */
export async function checkModel(
  database: TestDatabase,
  runs: number,
  seed: number,
): Promise<void> {
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 4, maxLength: 30 }),
    async (steps) => {
      await database.query(`TRUNCATE ${tables} RESTART IDENTITY CASCADE`);
      const world = new World(database);
      for (const first of ["addTheatre", "addPlay", "addProp", "addLicence"])
        await run(world, first, 0, 0);
      for (const [name, a, b] of steps) await run(world, name, a, b);
      await world.flush();
      await world.checkMemory();
      await world.renew();
      await world.checkMemory();
    },
  );
  await fc.assert(property, { numRuns: runs, seed });
}

async function run(world: World, name: string, a: number, b: number): Promise<void> {
  await (commands[name] as Command)(world, a, b);
}
