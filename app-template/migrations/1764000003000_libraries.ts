// Libraries, the tenants of the application: each has its shelves, what stands on them, notes and loans, and none sees what another
// one has. Books, authors and readers are shared. The database sees to it, by the library that a transaction names.
import {
  addPolymorphicCheck,
  createEntityTable,
  createTenantRole,
  enableTenancy,
  foreignKey,
} from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

const setting = "app.library";

export function up(b: MigrationBuilder): void {
  createEntityTable(b, "libraries", {
    name: { type: "text", notNull: true, unique: true },
  });

  createEntityTable(
    b,
    "shelves",
    {
      library_id: foreignKey("libraries", { notNull: true }),
      parent_id: foreignKey("shelves", {
        notNull: false,
        otherFieldName: "children",
        comment: "The shelf, room or floor that this one is a part of.",
      }),
      name: { type: "text", notNull: true },
      is_reference: {
        type: "boolean",
        notNull: true,
        default: false,
        comment: "What stands here is read here: it is not lent.",
      },
    },
    { softDelete: true },
  );

  createEntityTable(b, "shelf_books", {
    library_id: foreignKey("libraries", { notNull: true }),
    shelf_id: foreignKey("shelves", { notNull: true }),
    book_id: foreignKey("books", { notNull: true }),
  });

  createEntityTable(b, "loans", {
    library_id: foreignKey("libraries", { notNull: true }),
    shelf_book_id: foreignKey("shelf_books", {
      notNull: true,
      unique: true,
      comment: "A book is with one reader at a time.",
    }),
    reader_id: foreignKey("readers", { notNull: true }),
    due_on: { type: "date", notNull: true },
  });

  createEntityTable(b, "notes", {
    library_id: foreignKey("libraries", { notNull: true }),
    about_shelf_id: foreignKey("shelves", { notNull: false }),
    about_shelf_book_id: foreignKey("shelf_books", { notNull: false }),
    text: { type: "text", notNull: true },
  });
  addPolymorphicCheck(b, "notes", ["about_shelf_id", "about_shelf_book_id"], { notNull: true });

  createTenantRole(b, "kingpost_app_tenant");
  enableTenancy(b, "libraries", { column: "id", setting });
  const column = "library_id";
  enableTenancy(b, "shelves", { column, setting, within: { parent_id: "shelves" } });
  enableTenancy(b, "shelf_books", { column, setting, within: { shelf_id: "shelves" } });
  enableTenancy(b, "loans", { column, setting, within: { shelf_book_id: "shelf_books" } });
  enableTenancy(b, "notes", {
    column,
    setting,
    within: { about_shelf_id: "shelves", about_shelf_book_id: "shelf_books" },
  });
}
