// Books with their tags, which only W8 asks for: a relation more would be a collection more for each book of the other items.
import { defineEntity, p } from "@mikro-orm/core";

const times = {
  createdAt: p.datetime().onCreate(() => new Date()),
  updatedAt: p
    .datetime()
    .onCreate(() => new Date())
    .onUpdate(() => new Date()),
};

const TagSchema = defineEntity({
  name: "Tag",
  tableName: "tags",
  properties: { id: p.integer().primary(), name: p.text(), ...times },
});
export class Tag extends TagSchema.class {}
TagSchema.setClass(Tag);

const TaggedBookSchema = defineEntity({
  name: "TaggedBook",
  tableName: "books",
  properties: {
    id: p.integer().primary(),
    authorId: p.integer(),
    title: p.text(),
    isbn: p.text().nullable(),
    pages: p.integer(),
    priceCents: p.integer(),
    tags: () =>
      p
        .manyToMany(Tag)
        .pivotTable("books_to_tags")
        .joinColumn("book_id")
        .inverseJoinColumn("tag_id"),
    ...times,
  },
});
export class TaggedBook extends TaggedBookSchema.class {}
TaggedBookSchema.setClass(TaggedBook);
