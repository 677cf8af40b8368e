// The tables of S1.
import { integer, pgTable, serial, text, timestamp } from "drizzle-orm/pg-core";

const createdAt = timestamp("created_at", { withTimezone: true }).notNull().defaultNow();
const updatedAt = timestamp("updated_at", { withTimezone: true }).notNull().defaultNow();

export const series = pgTable("series", {
  id: serial("id").primaryKey(),
  name: text("name").notNull().unique(),
  createdAt,
  updatedAt,
});

export const writers = pgTable("writers", {
  id: serial("id").primaryKey(),
  name: text("name").notNull().unique(),
  createdAt,
  updatedAt,
});

export const works = pgTable("works", {
  id: serial("id").primaryKey(),
  seriesId: integer("series_id").references(() => series.id),
  goodbooksId: integer("goodbooks_id").notNull().unique(),
  title: text("title").notNull(),
  originalTitle: text("original_title"),
  year: integer("year"),
  language: text("language"),
  isbn: text("isbn"),
  ratings: integer("ratings").notNull(),
  createdAt,
  updatedAt,
});

export const worksToWriters = pgTable("works_to_writers", {
  id: serial("id").primaryKey(),
  workId: integer("work_id")
    .notNull()
    .references(() => works.id),
  writerId: integer("writer_id")
    .notNull()
    .references(() => writers.id),
  createdAt,
});
