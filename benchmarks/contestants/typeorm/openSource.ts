// TypeORM with a data source of its own settings.
import { DataSource, type EntityManager, type EntitySchema } from "typeorm";
import type { Workbench } from "../Contestant.ts";
import { Author, Book, Publisher, Review, Tag } from "./entities.ts";

export async function openSource(
  url: string,
  run: (manager: EntityManager) => ReturnType<Workbench["run"]>,
  entities: ReadonlyArray<EntitySchema> = [Author, Book, Publisher, Review, Tag],
): Promise<Workbench> {
  const source = new DataSource({
    type: "postgres",
    url,
    entities: [...entities],
  });
  await source.initialize();
  await source.query("SELECT 1");
  return {
    run: () => run(source.manager),
    close: () => source.destroy(),
  };
}
