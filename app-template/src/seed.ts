// Fills the database: real books from data/goodbooks, made-up readers and reviews. Running it again adds nothing twice.
//   node src/seed.ts             adds what is missing of the books, and the readers and reviews once
//   node src/seed.ts --if-empty  does nothing at all when readers and reviews are there
import { parseArgs } from "node:util";
import { assertSchemaMatches } from "kingpost/pg";
import { checkDatabase, openDatabase } from "./database.ts";
import { domain } from "./entities/codegen/domain.ts";
import { runCommand } from "./runCommand.ts";
import { seedDatabase } from "./seed/seedDatabase.ts";
import { readSettings } from "./settings.ts";

await runCommand(async () => {
  const { values } = parseArgs({ options: { "if-empty": { type: "boolean", default: false } } });
  const database = openDatabase(readSettings(process.env));
  try {
    await checkDatabase(database);
    await assertSchemaMatches(domain, database.driver);
    await seedDatabase(database.driver, process.stdout, { ifEmpty: values["if-empty"] });
  } finally {
    await database.close();
  }
});
