// What finds need beside the library: soft deletes, unique keys of one and of two columns, text without case, an order of
// its own, and values of which a Date would lose a part.
import { createEntityTable, createManyToManyTable, foreignKey } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  b.createExtension("citext", { ifNotExists: true });

  createEntityTable(b, "shelves", {
    room: { type: "text", notNull: true },
    position: { type: "integer", notNull: true },
    label: { type: "text" },
  });
  b.addConstraint("shelves", "shelves_room_position_key", { unique: ["room", "position"] });

  createEntityTable(b, "readers", {
    email: { type: "citext", notNull: true, unique: true },
    name: { type: "text", notNull: true },
    // Several ways to say when and how much, each with more digits than JavaScript keeps.
    joined_at: { type: "timestamptz" },
    score: { type: "numeric" },
    weight: { type: "float8" },
    shelf_id: foreignKey("shelves", { notNull: false }),
    favorite_color_id: foreignKey("color", { notNull: false }),
    deleted_at: { type: "timestamptz" },
  });

  createEntityTable(b, "loans", {
    reader_id: foreignKey("readers", { notNull: true }),
    title: { type: "text", notNull: true },
    due_on: { type: "date" },
    deleted_at: { type: "timestamptz" },
  });

  createEntityTable(b, "clubs", { name: { type: "text", notNull: true, unique: true } });
  createManyToManyTable(b, "clubs_to_readers", "clubs", "readers");
}
