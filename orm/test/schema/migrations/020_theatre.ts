// Theatres and what goes with them: every kind of relation along which deletes cascade, softly or not, and foreign keys that
// the database cascades itself.
import { createEntityTable, createManyToManyTable, foreignKey } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

const soft = { softDelete: true } as const;

export function up(b: MigrationBuilder): void {
  createEntityTable(b, "theatres", { name: { type: "text", notNull: true } }, soft);
  createEntityTable(b, "licences", { holder: { type: "text", notNull: true } });
  createEntityTable(
    b,
    "plays",
    {
      title: { type: "text", notNull: true },
      theatre_id: foreignKey("theatres", { notNull: true }),
      licence_id: foreignKey("licences", { notNull: false }),
      prequel_id: foreignKey("plays", { notNull: false, otherFieldName: "sequels" }),
    },
    soft,
  );
  createEntityTable(b, "posters", {
    motif: { type: "text", notNull: true },
    play_id: foreignKey("plays", { notNull: true, unique: true }),
  });
  createEntityTable(b, "props", { name: { type: "text", notNull: true } });
  createManyToManyTable(b, "plays_to_props", "plays", "props");
  createEntityTable(b, "tickets", {
    seat: { type: "integer", notNull: true },
    play_id: foreignKey("plays", { notNull: true }),
  });
  createEntityTable(
    b,
    "actors",
    {
      name: { type: "text", notNull: true },
      theatre_id: foreignKey("theatres", { notNull: false }),
    },
    soft,
  );
  createEntityTable(b, "souvenirs", {
    content_prop_id: foreignKey("props", { notNull: false }),
    content_poster_id: foreignKey("posters", { notNull: false }),
  });
  b.addConstraint("souvenirs", "souvenirs_content", {
    check: "num_nonnulls(content_prop_id, content_poster_id) <= 1",
  });

  // What the database deletes or unsets by itself.
  createEntityTable(b, "bookings", {
    guest: { type: "text", notNull: true },
    play_id: foreignKey("plays", { notNull: true, onDelete: "CASCADE" }),
  });
  createEntityTable(b, "reminders", {
    text: { type: "text", notNull: true },
    booking_id: foreignKey("bookings", { notNull: true, onDelete: "CASCADE" }),
  });
  createEntityTable(b, "wishes", {
    text: { type: "text", notNull: true },
    play_id: foreignKey("plays", { notNull: false, onDelete: "SET NULL" }),
  });

  // Softly deleted or not, without saying since when.
  createEntityTable(b, "costumes", {
    name: { type: "text", notNull: true },
    is_deleted: { type: "boolean", notNull: true, default: false },
    theatre_id: foreignKey("theatres", { notNull: true }),
  });
  createEntityTable(b, "wigs", {
    color: { type: "text", notNull: true },
    is_deleted: { type: "boolean" },
    theatre_id: foreignKey("theatres", { notNull: false }),
  });
}
