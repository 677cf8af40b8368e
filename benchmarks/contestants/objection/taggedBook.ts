// Books with their tags, which only W8 asks for.
import { Model, type RelationMappings, snakeCaseMappers } from "objection";

class Tag extends Model {
  static override readonly tableName = "tags";

  declare id: number;
  declare name: string;
}

export class TaggedBook extends Model {
  static override readonly tableName = "books";
  static override readonly columnNameMappers = snakeCaseMappers();

  declare id: number;
  declare title: string;
  declare tags: Tag[];

  static override get relationMappings(): RelationMappings {
    return {
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
