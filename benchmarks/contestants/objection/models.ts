// The tables as Objection models, as its documentation defines them: one file, because the models refer to each other.
import { Model, type RelationMappings, snakeCaseMappers } from "objection";

/** Columns are snake_case, members camelCase. */
class BaseModel extends Model {
  static override readonly columnNameMappers = snakeCaseMappers();

  declare id: number;
  declare createdAt: Date;
  declare updatedAt: Date;
}

export class Publisher extends BaseModel {
  static override readonly tableName = "publishers";

  declare name: string;
  declare country: string;
  declare foundedYear: number | null;
}

export class Author extends BaseModel {
  static override readonly tableName = "authors";

  declare publisherId: number | null;
  declare firstName: string;
  declare lastName: string;
  declare email: string;
  declare age: number | null;
  declare isActive: boolean;
  declare bio: string | null;
  declare books: Book[];
  declare publisher: Publisher | null;

  static override get relationMappings(): RelationMappings {
    return {
      books: {
        relation: Model.HasManyRelation,
        modelClass: Book,
        join: { from: "authors.id", to: "books.author_id" },
      },
      publisher: {
        relation: Model.BelongsToOneRelation,
        modelClass: Publisher,
        join: { from: "authors.publisher_id", to: "publishers.id" },
      },
    };
  }
}

export class Book extends BaseModel {
  static override readonly tableName = "books";

  declare authorId: number;
  declare title: string;
  declare isbn: string | null;
  declare pages: number;
  declare priceCents: number;
  declare author: Author;
  declare reviews: Review[];
  declare tags: Tag[];

  static override get relationMappings(): RelationMappings {
    return {
      author: {
        relation: Model.BelongsToOneRelation,
        modelClass: Author,
        join: { from: "books.author_id", to: "authors.id" },
      },
      reviews: {
        relation: Model.HasManyRelation,
        modelClass: Review,
        join: { from: "books.id", to: "reviews.book_id" },
      },
      tags: {
        relation: Model.ManyToManyRelation,
        modelClass: Tag,
        join: {
          from: "books.id",
          through: { from: "books_to_tags.book_id", to: "books_to_tags.tag_id" },
          to: "tags.id",
        },
      },
    };
  }
}

export class Review extends BaseModel {
  static override readonly tableName = "reviews";

  declare bookId: number;
  declare rating: number;
  declare body: string;
  declare book: Book;

  static override get relationMappings(): RelationMappings {
    return {
      book: {
        relation: Model.BelongsToOneRelation,
        modelClass: Book,
        join: { from: "reviews.book_id", to: "books.id" },
      },
    };
  }
}

export class Tag extends BaseModel {
  static override readonly tableName = "tags";

  declare name: string;
}
