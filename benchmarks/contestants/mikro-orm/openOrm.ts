// MikroORM for one work item, connected.
import { type EntityManager, MikroORM, type Options } from "@mikro-orm/postgresql";
import type { Workbench } from "../Contestant.ts";
import { Author, Book, Publisher, Review, Tag } from "./entities.ts";

/** A workbench that works on a fresh fork each time, as a request does. */
export async function openOrm(
  url: string,
  options: Pick<Options, "dataloader" | "loadStrategy">,
  run: (em: EntityManager) => ReturnType<Workbench["run"]>,
  entities: NonNullable<Options["entities"]> = [Author, Book, Publisher, Review, Tag],
): Promise<Workbench> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    ...options,
  });
  // The pool connects when it is first asked for.
  await orm.em.fork().execute("SELECT 1");
  return {
    run: () => run(orm.em.fork()),
    close: () => orm.close(),
  };
}
