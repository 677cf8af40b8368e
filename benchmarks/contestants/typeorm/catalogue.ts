// The tables of S1.
import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";

interface NamedEntity {
  readonly id: number;
  readonly name: string;
}

export interface WorkEntity {
  readonly id: number;
  readonly seriesId: number | null;
  readonly goodbooksId: number;
  readonly title: string;
  readonly originalTitle: string | null;
  readonly year: number | null;
  readonly language: string | null;
  readonly isbn: string | null;
  readonly ratings: number;
  readonly writers: NamedEntity[];
}

const id: EntitySchemaColumnOptions = { type: "int", primary: true, generated: "increment" };
const name: EntitySchemaColumnOptions = { type: "text", unique: true };

export const Series = new EntitySchema<NamedEntity>({
  name: "Series",
  tableName: "series",
  columns: { id, name },
});

export const Writer = new EntitySchema<NamedEntity>({
  name: "Writer",
  tableName: "writers",
  columns: { id, name },
});

export const Work = new EntitySchema<WorkEntity>({
  name: "Work",
  tableName: "works",
  columns: {
    id,
    seriesId: { type: "int", name: "series_id", nullable: true },
    goodbooksId: { type: "int", name: "goodbooks_id", unique: true },
    title: { type: "text" },
    originalTitle: { type: "text", name: "original_title", nullable: true },
    year: { type: "int", nullable: true },
    language: { type: "text", nullable: true },
    isbn: { type: "text", nullable: true },
    ratings: { type: "int" },
  },
  relations: {
    writers: {
      type: "many-to-many",
      target: "Writer",
      joinTable: {
        name: "works_to_writers",
        joinColumn: { name: "work_id" },
        inverseJoinColumn: { name: "writer_id" },
      },
    },
  },
});
