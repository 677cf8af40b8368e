// Animals of all types in the database, for tests that read.
import type { TestDatabase } from "../testDatabase.ts";

/** Keeper 1; animals 1 a mammal, 2 and 3 dogs, 4 a cat, 5 a bird; toys of dog 2; a trick of both dogs. */
export async function insertZoo(database: TestDatabase): Promise<void> {
  await database.query(`INSERT INTO keepers (name) VALUES ('Kim'), ('Lou')`);
  await database.query(`INSERT INTO homes (street) VALUES ('Oak'), ('Elm')`);
  await database.query(`INSERT INTO kennels (id, roof) VALUES (2, 'tin')`);
  await database.query(
    `INSERT INTO animals (name, nickname, keeper_id, home_id, mother_id) VALUES
      ('Mo', NULL, 1, 1, NULL), ('Rex', 'R', 1, 2, NULL), ('Pup', NULL, 2, NULL, 2), ('Tom', NULL, 1, NULL, NULL), ('Polly', 'P', NULL, NULL, NULL)`,
  );
  await database.query(
    `INSERT INTO mammals (id, fur) VALUES (1, 'grey'), (2, 'brown'), (3, 'black'), (4, 'red')`,
  );
  await database.query(
    `INSERT INTO dogs (id, breed, size) VALUES (2, 'Boxer', 60), (3, 'Pug', 30)`,
  );
  await database.query(`INSERT INTO cats (id, size) VALUES (4, 'big')`);
  await database.query(`INSERT INTO birds (animal_id, wingspan) VALUES (5, 0.5)`);
  await database.query(`UPDATE keepers SET best_dog_id = 2 WHERE id = 1`);
  await database.query(`INSERT INTO toys (name, dog_id) VALUES ('ball', 2), ('rope', 2)`);
  await database.query(`INSERT INTO checkups (note, animal_id) VALUES ('well', 2), ('ill', 4)`);
  await database.query(`INSERT INTO tricks (name) VALUES ('sit')`);
  await database.query(`INSERT INTO dogs_to_tricks (dog_id, trick_id) VALUES (2, 1), (3, 1)`);
}

/** Tasks 1 and 2 old, 3 new, 4 archived, 5 and 6 of no type; task 3 has an item and is a copy of task 1. */
export async function insertTasks(database: TestDatabase): Promise<void> {
  await database.query(
    `INSERT INTO tasks (name, type_id, old_note, new_score, effort, copied_from_id) VALUES
      ('o1', 1, 'n1', NULL, NULL, NULL), ('o2', 1, NULL, NULL, NULL, NULL), ('n1', 2, NULL, 7, 3, 1),
      ('a1', 3, 'n2', NULL, 4, NULL), ('x1', NULL, NULL, NULL, NULL, NULL), ('x2', 4, NULL, NULL, NULL, NULL)`,
  );
  await database.query(`INSERT INTO task_items (name, task_id) VALUES ('i1', 3)`);
}
