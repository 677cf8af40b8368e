// A forum: references to entities of several types, enums with keys of every type, and join tables between all kinds of keys.
import { createEntityTable, createManyToManyTable, foreignKey } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createEnums(b);

  createEntityTable(
    b,
    "articles",
    {
      title: { type: "text", notNull: true },
      stage_id: foreignKey("stage", { notNull: true, type: "bigint", default: 1 }),
      genre_id: foreignKey("genre", { notNull: false, type: "uuid" }),
      language_id: foreignKey("language", { notNull: false, type: "text" }),
      mood: { type: "mood" },
      moods: { type: "mood[]" },
      palette: { type: "integer[]", comment: "Colors of the cover. enum=color" },
      genres: { type: "uuid[]", notNull: true, default: "{}", comment: "enum=genre" },
      languages: { type: "text[]" },
    },
    { idType: "uuid" },
  );
  createEntityTable(
    b,
    "topics",
    { name: { type: "text", notNull: true } },
    { idType: "text", softDelete: true },
  );
  createEntityTable(b, "labels", { name: { type: "text", notNull: true } }, { idType: "bigint" });

  createEntityTable(
    b,
    "comments",
    {
      body: { type: "text", notNull: true },
      parent_article_id: foreignKey("articles", { notNull: false, type: "uuid" }),
      parent_topic_id: foreignKey("topics", { notNull: false, type: "text" }),
      parent_comment_id: foreignKey("comments", { notNull: false, otherFieldName: "replies" }),
    },
    { softDelete: true },
  );
  b.addConstraint("comments", "comments_parent", {
    check: "num_nonnulls(parent_article_id, parent_topic_id, parent_comment_id) = 1",
  });

  createEntityTable(b, "likes", {
    stars: { type: "integer", notNull: true, default: 1 },
    subject_article_id: foreignKey("articles", { notNull: false, type: "uuid" }),
    subject_comment_id: foreignKey("comments", { notNull: false }),
    // One more way to an article, that is no part of the subject.
    article_id: foreignKey("articles", { notNull: false, type: "uuid" }),
  });

  b.addConstraint("likes", "likes_subject", {
    check: "num_nonnulls(subject_article_id, subject_comment_id) <= 1",
  });

  createEntityTable(b, "pins", {
    place_topic_id: foreignKey("topics", { notNull: false, type: "text", unique: true }),
    place_label_id: foreignKey("labels", { notNull: false, type: "bigint", unique: true }),
  });
  b.addConstraint("pins", "pins_place", {
    check: "num_nonnulls(place_topic_id, place_label_id) <= 1",
  });

  createJoinTables(b);
}

function createEnums(b: MigrationBuilder): void {
  b.createType("mood", ["happy", "so_so", "sad"]);
  b.createTable("stage", {
    id: { type: "bigint", primaryKey: true },
    code: { type: "text", notNull: true, unique: true },
    name: { type: "text", notNull: true },
    sort_order: { type: "integer", notNull: true },
    is_public: { type: "boolean", notNull: true },
    hint: { type: "jsonb" },
  });
  b.sql(`INSERT INTO stage VALUES
    (1, 'DRAFT', 'Draft', 10, false, NULL),
    (9007199254740993, 'PUBLISHED', 'Published', 30, true, '{"color":"green"}'),
    (3, 'IN_REVIEW', 'In review', 20, false, '[1]')`);
  b.createTable("genre", {
    id: { type: "uuid", primaryKey: true },
    code: { type: "text", notNull: true, unique: true },
    name: { type: "text", notNull: true },
  });
  b.sql(`INSERT INTO genre VALUES
    ('00000000-0000-4000-8000-00000000000a', 'POETRY', 'Poetry'),
    ('00000000-0000-4000-8000-00000000000b', 'DRAMA', 'Drama')`);
  b.createTable("language", {
    id: { type: "text", primaryKey: true },
    code: { type: "text", notNull: true, unique: true },
    name: { type: "text", notNull: true },
  });
  b.sql(`INSERT INTO language VALUES ('de', 'GERMAN', 'German'), ('e"n', 'ENGLISH', 'English')`);
}

function createJoinTables(b: MigrationBuilder): void {
  // bigint × text, by the pair.
  createManyToManyTable(
    b,
    "labels_to_topics",
    { table: "labels", type: "bigint" },
    { table: "topics", type: "text" },
    { pairKey: true },
  );
  // uuid × int, with a key of its own.
  createManyToManyTable(b, "articles_to_pins", { table: "articles", type: "uuid" }, "pins");
  // Of a table with itself.
  createManyToManyTable(
    b,
    "labels_to_labels",
    { table: "labels", column: "broader_id", type: "bigint" },
    { table: "labels", column: "narrower_id", type: "bigint" },
    { pairKey: true },
  );
  // Another schema, names that need quoting, a creation time that nothing fills but us.
  b.createSchema("archive");
  b.createTable(
    { schema: "archive", name: "Old Shelves" },
    { ID: { type: "smallint", primaryKey: true }, name: { type: "text", notNull: true } },
  );
  b.createTable(
    { schema: "archive", name: 'shelf"articles' },
    {
      "Shelf Key": { type: "smallint", notNull: true, references: '"archive"."Old Shelves"' },
      articleKey: { type: "uuid", notNull: true, references: "articles" },
      createdAt: { type: "timestamptz", notNull: true },
    },
    { constraints: { primaryKey: ["Shelf Key", "articleKey"] } },
  );
  // To enums, with keys of each kind; one without a unique constraint.
  b.createTable("articles_to_colors", {
    id: { type: "serial", primaryKey: true },
    article_id: { type: "uuid", notNull: true, references: "articles" },
    color_id: { type: "integer", notNull: true, references: "color" },
    created_at: { type: "timestamptz", notNull: true, default: b.func("now()") },
  });
  b.createIndex("articles_to_colors", ["article_id", "color_id"], { unique: true });
  b.createTable(
    "labels_to_stages",
    {
      label_id: { type: "bigint", notNull: true, references: "labels" },
      stage_id: { type: "bigint", notNull: true, references: "stage" },
    },
    { constraints: { primaryKey: ["label_id", "stage_id"] } },
  );
  b.createTable(
    "genres_of_topics",
    {
      genre_id: { type: "uuid", notNull: true, references: "genre" },
      topic_id: { type: "text", notNull: true, references: "topics" },
    },
    { constraints: { primaryKey: ["topic_id", "genre_id"] } },
  );
  b.createTable(
    "comments_to_languages",
    {
      comment_id: { type: "integer", notNull: true, references: "comments" },
      language_id: { type: "text", notNull: true, references: "language" },
      created_at: { type: "timestamptz", notNull: true },
    },
    { constraints: { primaryKey: ["comment_id", "language_id"] } },
  );
}
