// Types that extend each other: animals in tables of their own, three deep and with two keys of other names; homes, of which
// some are kennels; tasks of several types in one table, told by an enum; works, told by a text.
import {
  createEntityTable,
  createEnumTable,
  createManyToManyTable,
  createSubTable,
  foreignKey,
} from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createEntityTable(b, "homes", { street: { type: "text", notNull: true } });
  createSubTable(b, "homes", "kennels", { roof: { type: "text" } });

  createEntityTable(b, "keepers", { name: { type: "text", notNull: true } });

  createEntityTable(
    b,
    "animals",
    {
      name: { type: "text", notNull: true },
      nickname: { type: "text", unique: true },
      keeper_id: foreignKey("keepers", { notNull: false }),
      home_id: foreignKey("homes", { notNull: false, otherFieldName: "residents" }),
      mother_id: foreignKey("animals", { notNull: false, otherFieldName: "children" }),
    },
    { softDelete: true },
  );
  createSubTable(b, "animals", "mammals", { fur: { type: "text" } });
  createSubTable(b, "mammals", "dogs", {
    breed: { type: "text", notNull: true },
    size: { type: "integer" },
    chip: { type: "text", unique: true },
  });
  // A key that the database does not delete with its base's row.
  createSubTable(
    b,
    "mammals",
    "cats",
    {
      size: { type: "text" },
      lives: { type: "integer", notNull: true, default: 9 },
    },
    { onDelete: "NO ACTION" },
  );
  createSubTable(
    b,
    "animals",
    "birds",
    { wingspan: { type: "numeric" } },
    { idColumn: "animal_id" },
  );

  b.addColumns("keepers", { best_dog_id: foreignKey("dogs", { notNull: false }) });
  createEntityTable(b, "toys", {
    name: { type: "text", notNull: true },
    dog_id: foreignKey("dogs", { notNull: true }),
  });
  createEntityTable(b, "checkups", {
    note: { type: "text" },
    animal_id: foreignKey("animals", { notNull: true }),
  });
  createEntityTable(b, "tricks", { name: { type: "text", notNull: true } });
  createManyToManyTable(b, "dogs_to_tricks", "dogs", "tricks");

  // Two subtypes of one base, and another type, behind one reference.
  createEntityTable(b, "photos", {
    title: { type: "text" },
    subject_dog_id: foreignKey("dogs", { notNull: false }),
    subject_bird_id: foreignKey("birds", { notNull: false }),
    subject_keeper_id: foreignKey("keepers", { notNull: false }),
  });
  b.addConstraint("photos", "photos_subject", {
    check: "num_nonnulls(subject_dog_id, subject_bird_id, subject_keeper_id) <= 1",
  });

  createEnumTable(b, "task_type", [
    ["OLD", "Old"],
    ["NEW", "New"],
    ["ARCHIVED", "Archived"],
    ["LOST", "Lost"],
  ]);
  createEntityTable(b, "tasks", {
    name: { type: "text", notNull: true },
    type_id: foreignKey("task_type", { notNull: false }),
    old_note: { type: "text" },
    new_score: { type: "integer" },
    effort: { type: "integer" },
    keeper_id: foreignKey("keepers", { notNull: false }),
    copied_from_id: foreignKey("tasks", { notNull: false, otherFieldName: "copies" }),
  });
  createEntityTable(b, "task_items", {
    name: { type: "text", notNull: true },
    task_id: foreignKey("tasks", { notNull: true, otherFieldName: "items" }),
  });

  createEntityTable(b, "works", {
    title: { type: "text", notNull: true },
    kind: { type: "text", notNull: true },
    pages: { type: "integer" },
    minutes: { type: "integer" },
  });
}
