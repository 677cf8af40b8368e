// Books with their tags, which only W8 asks for.
import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";

export interface TagEntity {
  readonly id: number;
  readonly name: string;
}

export interface TaggedBookEntity {
  readonly id: number;
  readonly authorId: number;
  readonly title: string;
  readonly isbn: string | null;
  readonly pages: number;
  readonly priceCents: number;
  tags: TagEntity[];
}

const id: EntitySchemaColumnOptions = { type: "int", primary: true, generated: "increment" };
const createdAt: EntitySchemaColumnOptions = {
  type: "timestamptz",
  name: "created_at",
  createDate: true,
};
const updatedAt: EntitySchemaColumnOptions = {
  type: "timestamptz",
  name: "updated_at",
  updateDate: true,
};

export const Tag = new EntitySchema<TagEntity>({
  name: "Tag",
  tableName: "tags",
  columns: { id, name: { type: "text" }, createdAt, updatedAt } as never,
});

export const TaggedBook = new EntitySchema<TaggedBookEntity>({
  name: "TaggedBook",
  tableName: "books",
  columns: {
    id,
    authorId: { type: "int", name: "author_id" },
    title: { type: "text" },
    isbn: { type: "text", nullable: true },
    pages: { type: "int" },
    priceCents: { type: "int", name: "price_cents" },
    createdAt,
    updatedAt,
  } as never,
  relations: {
    tags: {
      type: "many-to-many",
      target: "Tag",
      joinTable: {
        name: "books_to_tags",
        joinColumn: { name: "book_id" },
        inverseJoinColumn: { name: "tag_id" },
      },
    },
  },
});
