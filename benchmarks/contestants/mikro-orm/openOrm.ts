// MikroORM for one work item: connected, and counted on the copy of `pg` that its driver itself loads.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type EntityManager, MikroORM, type Options } from "@mikro-orm/postgresql";
import type { Workbench } from "../Contestant.ts";
import { type CountableClient, countQueries } from "../countQueries.ts";
import { Author, Book, Publisher, Review } from "./entities.ts";

/** A workbench that works on a fresh fork each time, as a request does. */
export async function openOrm(
  url: string,
  options: Pick<Options, "dataloader">,
  run: (em: EntityManager) => ReturnType<Workbench["run"]>,
  entities: NonNullable<Options["entities"]> = [Author, Book, Publisher, Review],
): Promise<Workbench> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    ...options,
  });
  // The pool connects when it is first asked for.
  await orm.em.fork().execute("SELECT 1");
  const driver = createRequire(fileURLToPath(import.meta.resolve("@mikro-orm/postgresql")));
  const { Client } = driver("pg") as { readonly Client: CountableClient };
  return {
    run: () => run(orm.em.fork()),
    count: () => countQueries(Client),
    close: () => orm.close(),
  };
}
