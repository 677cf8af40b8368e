// Sequelize over `pg`, with its own pool.
import { Sequelize } from "sequelize";
import type { Workbench } from "../Contestant.ts";
import { defineModels, type Models } from "./models.ts";

/** What a piece of work is given: the models, and the connection for transactions. */
export interface Desk extends Models {
  readonly sequelize: Sequelize;
}

export async function openSequelize(
  url: string,
  run: (desk: Desk) => ReturnType<Workbench["run"]>,
): Promise<Workbench> {
  const sequelize = new Sequelize(url, { logging: false, define: { underscored: true } });
  await sequelize.authenticate();
  const desk = { ...defineModels(sequelize), sequelize };
  return { run: () => run(desk), close: () => sequelize.close() };
}
