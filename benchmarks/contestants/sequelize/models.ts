// The tables as Sequelize models, as its documentation defines them for TypeScript: one function, because models are made for one connection
// and refer to each other.
import {
  type CreationOptional,
  DataTypes,
  type ForeignKey,
  type HasManyGetAssociationsMixin,
  type BelongsToGetAssociationMixin,
  type BelongsToManyAddAssociationMixin,
  type BelongsToManyRemoveAssociationMixin,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelAttributeColumnOptions,
  type ModelStatic,
  type NonAttribute,
  type Sequelize,
} from "sequelize";

/** Members that every table but the join table has. */
interface Times {
  createdAt: CreationOptional<Date>;
  updatedAt: CreationOptional<Date>;
}

export interface Publisher
  extends Model<InferAttributes<Publisher>, InferCreationAttributes<Publisher>>, Times {
  id: CreationOptional<number>;
  name: string;
  country: string;
  foundedYear: number | null;
}

export interface Author
  extends Model<InferAttributes<Author>, InferCreationAttributes<Author>>, Times {
  id: CreationOptional<number>;
  publisherId: CreationOptional<ForeignKey<number | null>>;
  firstName: string;
  lastName: string;
  email: string;
  age: number | null;
  isActive: boolean;
  bio: string | null;
  books: NonAttribute<Book[]>;
  getBooks: HasManyGetAssociationsMixin<Book>;
  getPublisher: BelongsToGetAssociationMixin<Publisher>;
}

export interface Book extends Model<InferAttributes<Book>, InferCreationAttributes<Book>>, Times {
  id: CreationOptional<number>;
  authorId: ForeignKey<number>;
  title: string;
  isbn: string | null;
  pages: number;
  priceCents: number;
  reviews: NonAttribute<Review[]>;
  tags: NonAttribute<Tag[]>;
  getAuthor: BelongsToGetAssociationMixin<Author>;
  getReviews: HasManyGetAssociationsMixin<Review>;
  addTag: BelongsToManyAddAssociationMixin<Tag, number>;
  removeTag: BelongsToManyRemoveAssociationMixin<Tag, number>;
}

export interface Review
  extends Model<InferAttributes<Review>, InferCreationAttributes<Review>>, Times {
  id: CreationOptional<number>;
  bookId: ForeignKey<number>;
  rating: number;
  body: string;
  getBook: BelongsToGetAssociationMixin<Book>;
}

export interface Tag extends Model<InferAttributes<Tag>, InferCreationAttributes<Tag>>, Times {
  id: CreationOptional<number>;
  name: string;
}

export interface BookTag extends Model<InferAttributes<BookTag>, InferCreationAttributes<BookTag>> {
  id: CreationOptional<number>;
  bookId: number;
  tagId: number;
  createdAt: CreationOptional<Date>;
}

export interface Models {
  readonly Publisher: ModelStatic<Publisher>;
  readonly Author: ModelStatic<Author>;
  readonly Book: ModelStatic<Book>;
  readonly Review: ModelStatic<Review>;
  readonly Tag: ModelStatic<Tag>;
  readonly BookTag: ModelStatic<BookTag>;
}

/** Columns are snake_case, members camelCase: `underscored` is an option of the connection. */
export function defineModels(sequelize: Sequelize): Models {
  const Publisher = sequelize.define<Publisher>(
    "publisher",
    {
      id: newId(),
      name: newText(),
      country: newText(),
      foundedYear: DataTypes.INTEGER,
      ...newTimes(),
    },
    { tableName: "publishers" },
  );
  const Author = sequelize.define<Author>(
    "author",
    {
      id: newId(),
      publisherId: DataTypes.INTEGER,
      firstName: newText(),
      lastName: newText(),
      email: newText(),
      age: DataTypes.INTEGER,
      isActive: { type: DataTypes.BOOLEAN, allowNull: false },
      bio: DataTypes.TEXT,
      ...newTimes(),
    },
    { tableName: "authors" },
  );
  const Book = sequelize.define<Book>(
    "book",
    {
      id: newId(),
      authorId: newInteger(),
      title: newText(),
      isbn: DataTypes.TEXT,
      pages: newInteger(),
      priceCents: newInteger(),
      ...newTimes(),
    },
    { tableName: "books" },
  );
  const Review = sequelize.define<Review>(
    "review",
    { id: newId(), bookId: newInteger(), rating: newInteger(), body: newText(), ...newTimes() },
    { tableName: "reviews" },
  );
  const Tag = sequelize.define<Tag>(
    "tag",
    { id: newId(), name: newText(), ...newTimes() },
    { tableName: "tags" },
  );
  const BookTag = sequelize.define<BookTag>(
    "bookTag",
    { id: newId(), bookId: newInteger(), tagId: newInteger(), createdAt: DataTypes.DATE },
    { tableName: "books_to_tags", updatedAt: false },
  );
  Author.belongsTo(Publisher, { as: "publisher", foreignKey: "publisherId" });
  Author.hasMany(Book, { as: "books", foreignKey: "authorId" });
  Book.belongsTo(Author, { as: "author", foreignKey: "authorId" });
  Book.hasMany(Review, { as: "reviews", foreignKey: "bookId" });
  Review.belongsTo(Book, { as: "book", foreignKey: "bookId" });
  Book.belongsToMany(Tag, {
    as: "tags",
    through: BookTag,
    foreignKey: "bookId",
    otherKey: "tagId",
  });
  return { Publisher, Author, Book, Review, Tag, BookTag };
}

// Sequelize writes into the definitions it is given, so each attribute has its own.

function newId(): ModelAttributeColumnOptions {
  return { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
}

function newText(): ModelAttributeColumnOptions {
  return { type: DataTypes.TEXT, allowNull: false };
}

function newInteger(): ModelAttributeColumnOptions {
  return { type: DataTypes.INTEGER, allowNull: false };
}

function newTimes(): Readonly<Record<"createdAt" | "updatedAt", typeof DataTypes.DATE>> {
  return { createdAt: DataTypes.DATE, updatedAt: DataTypes.DATE };
}
