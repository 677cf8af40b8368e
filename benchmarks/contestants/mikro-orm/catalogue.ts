// The entities of S1.
import { defineEntity, p } from "@mikro-orm/core";

const times = {
  createdAt: p.datetime().onCreate(() => new Date()),
  updatedAt: p
    .datetime()
    .onCreate(() => new Date())
    .onUpdate(() => new Date()),
};

const SeriesSchema = defineEntity({
  name: "Series",
  tableName: "series",
  properties: { id: p.integer().primary(), name: p.text(), ...times },
});
export class Series extends SeriesSchema.class {}
SeriesSchema.setClass(Series);

const WriterSchema = defineEntity({
  name: "Writer",
  tableName: "writers",
  properties: { id: p.integer().primary(), name: p.text(), ...times },
});
export class Writer extends WriterSchema.class {}
WriterSchema.setClass(Writer);

const WorkSchema = defineEntity({
  name: "Work",
  tableName: "works",
  properties: {
    id: p.integer().primary(),
    series: () => p.manyToOne(Series).nullable(),
    goodbooksId: p.integer(),
    title: p.text(),
    originalTitle: p.text().nullable(),
    year: p.integer().nullable(),
    language: p.text().nullable(),
    isbn: p.text().nullable(),
    ratings: p.integer(),
    writers: () =>
      p
        .manyToMany(Writer)
        .pivotTable("works_to_writers")
        .joinColumn("work_id")
        .inverseJoinColumn("writer_id"),
    ...times,
  },
});
export class Work extends WorkSchema.class {}
WorkSchema.setClass(Work);
