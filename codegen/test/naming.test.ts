import { describe, expect, it } from "vitest";
import type { Config } from "../src/config/Config.ts";
import { membersOf, modelOf } from "./modelOf.ts";
import { problemsOf } from "./problemsOf.ts";

describe("names", () => {
  it("R-NAME-1: an entity is the singular of its table, in whatever case the table is written", () => {
    const model = modelOf(
      {
        book_reviews: {},
        bookShops: {},
        SALES: {},
        person: {},
        children: {},
        series: {},
        odd_name: {},
      },
      { entities: { Thing: { tableName: "odd_name" } } },
    );
    expect(model.entities.map(({ name, table }) => [table.name, name])).toEqual(
      [
        ["bookShops", "BookShop"],
        ["book_reviews", "BookReview"],
        ["children", "Child"],
        ["person", "Person"],
        ["SALES", "Sale"],
        ["series", "Series"],
        ["odd_name", "Thing"],
      ].toSorted(([, a], [, b]) => (a! < b! ? -1 : 1)),
    );
  });

  it("R-NAME-2: a field is its column in camelCase, and a reference drops its _id", () => {
    const model = modelOf({
      authors: {
        columns: { first_name: "text", lastName: "text", ISBN13: "text", line_2: "text" },
      },
      books: {
        columns: { author_id: "-> authors", coAuthorId: "-> authors", editor: "-> authors" },
      },
    });
    expect(membersOf(model)).toEqual({
      Author: {
        firstName: "primitive",
        lastName: "primitive",
        isbn13: "primitive",
        line2: "primitive",
        authorBooks: "o2m Book.author",
        coAuthorBooks: "o2m Book.coAuthor",
        editorBooks: "o2m Book.editor",
      },
      Book: {
        author: "m2o Author.authorBooks",
        coAuthor: "m2o Author.coAuthorBooks",
        editor: "m2o Author.editorBooks",
      },
    });
  });

  it("R-NAME-3: a collection is the plural of the child, without the parent's name in front", () => {
    const model = modelOf({
      books: {},
      book_reviews: { columns: { book_id: "-> books" } },
      bookmarks: { columns: { book_id: "-> books" } },
      people: {
        columns: { name: "text", favorite_book_id: "-> books", borrowed_book_id: "-> books" },
      },
    });
    expect(membersOf(model)["Book"]).toEqual({
      bookmarks: "o2m Bookmark.book",
      borrowedBookPeople: "o2m Person.borrowedBook",
      favoriteBookPeople: "o2m Person.favoriteBook",
      reviews: "o2m BookReview.book",
    });
  });

  it("R-NAME-4: the other end of a unique reference is the child's name, or the key's where both refer to each other", () => {
    const model = modelOf({
      authors: { columns: { current_draft_book_id: "-> books unique" } },
      books: { columns: { author_id: "-> authors" } },
      images: { columns: { author_id: "-> authors! unique" } },
    });
    expect(membersOf(model)).toEqual({
      Author: {
        currentDraftBook: "m2o Book.currentDraftAuthor",
        books: "o2m Book.author",
        image: "o2o Image.author",
      },
      Book: { author: "m2o Author.books", currentDraftAuthor: "o2o Author.currentDraftBook" },
      Image: { author: "m2o Author.image" },
    });
  });

  it("R-NAME-5: a many-to-many collection is the plural of the other column", () => {
    const model = modelOf({
      books: {},
      tags: {},
      books_to_tags: { columns: { book_id: "-> books!", near_tag_id: "-> tags!" } },
      people_to_people: { columns: { person_id: "-> people!", friend_id: "-> people!" } },
      people: {},
    });
    expect(membersOf(model)).toEqual({
      Book: { nearTags: "m2m Tag.books" },
      Tag: { books: "m2m Book.nearTags" },
      Person: {
        friends: "m2m Person.people",
        friendsRecursive: "recursive Person.peopleRecursive",
        people: "m2m Person.friends",
        peopleRecursive: "recursive Person.friendsRecursive",
      },
    });
  });

  it("R-NAME-6: what refers to its own kind is followed over and over, both ways, unless that is not wanted", () => {
    const tables = {
      authors: {
        columns: { name: "text", mentor_id: "-> authors", rival_id: "-> authors unique" },
      },
      parts: {},
      parts_to_parts: { columns: { assembly_id: "-> parts!", component_id: "-> parts!" } },
    };
    const names = (config: Config): ReadonlyArray<ReadonlyArray<string>> =>
      modelOf(tables, config).entities.map(({ fields }) => fields.map(({ name }) => name));
    expect([
      names({}),
      names({
        entities: {
          Author: {
            relations: {
              mentor: { name: "teacher", otherName: "pupils" },
              rivalAuthor: { skipRecursiveRelations: true },
            },
          },
          Part: { relations: { components: { skipRecursiveRelations: true } } },
        },
      }),
    ]).toEqual([
      [
        [
          "name",
          "mentor",
          "rival",
          "mentorAuthors",
          "mentorAuthorsRecursive",
          "mentorsRecursive",
          "rivalAuthor",
          "rivalAuthorsRecursive",
          "rivalsRecursive",
        ],
        ["assemblies", "assembliesRecursive", "components", "componentsRecursive"],
      ],
      [
        [
          "name",
          "teacher",
          "rival",
          "pupils",
          "pupilsRecursive",
          "rivalAuthor",
          "teachersRecursive",
        ],
        ["assemblies", "components"],
      ],
    ]);
  });

  it("R-NAME-7: the configuration names members before the comment does, and the comment before the default", () => {
    const marker = (names: object): string =>
      `Who. [pg-structure]${JSON.stringify(names)}[/pg-structure] Really.`;
    const tables = {
      authors: { columns: { name: "text" }, comments: { name: marker({ fieldName: "fullName" }) } },
      books: {
        columns: { author_id: "-> authors" },
        comments: { author_id: marker({ fieldName: "writer", otherFieldName: "works" }) },
      },
    };
    expect(membersOf(modelOf(tables))).toEqual({
      Author: { fullName: "primitive", works: "o2m Book.writer" },
      Book: { writer: "m2o Author.works" },
    });
    expect(
      modelOf(tables).entities.map(({ fields }) =>
        fields.map((field) => ("comment" in field ? field.comment : "")),
      ),
    ).toEqual([["Who. Really.", ""], ["Who. Really."]]);
    const byColumn = {
      entities: {
        Author: { fields: { "column:name": { name: "title" } } },
        Book: { relations: { "column:author_id": { name: "poet", otherName: "poems" } } },
      },
    };
    expect(membersOf(modelOf(tables, byColumn))).toEqual({
      Author: { title: "primitive", poems: "o2m Book.poet" },
      Book: { poet: "m2o Author.poems" },
    });
    const byName = {
      entities: {
        Author: { fields: { name: { name: "label" } }, relations: { books: { name: "volumes" } } },
        Book: { relations: { author: { name: "maker" } } },
      },
    };
    expect(membersOf(modelOf(tables, byName))).toEqual({
      Author: { label: "primitive", volumes: "o2m Book.maker" },
      Book: { maker: "m2o Author.volumes" },
    });
  });

  it("R-NAME-9: two members of one name are an error that says which columns, and the line that fixes it", () => {
    const model = (): unknown =>
      modelOf({
        books: { columns: { author: "text", author_id: "-> authors", tags: "text[]" } },
        authors: {},
        tags: {},
        books_to_tags: { columns: { book_id: "-> books", tag_id: "-> tags" } },
      });
    expect(problemsOf(model)).toEqual([
      'Book.author is the name of two members: column books.author and column books.author_id; in the configuration write entities: { Book: { relations: { "column:author_id": { name: "…" } } } }.',
      'Book.tags is the name of two members: column books.tags and join table books_to_tags, column tag_id; in the configuration write entities: { Book: { relations: { "column:tag_id": { name: "…" } } } }.',
    ]);
  });

  it("R-NAME-9: the fix for the other end of a reference is the name it has there", () => {
    const tables = {
      authors: { columns: { books: "text" } },
      books: { columns: { author_id: "-> authors" } },
    };
    expect(problemsOf(() => modelOf(tables))).toEqual([
      'Author.books is the name of two members: column authors.books and other end of Book.author; in the configuration write entities: { Book: { relations: { "author": { otherName: "…" } } } }.',
    ]);
    const config = { entities: { Book: { relations: { author: { otherName: "volumes" } } } } };
    expect(membersOf(modelOf(tables, config))["Author"]).toEqual({
      books: "primitive",
      volumes: "o2m Book.author",
    });
  });

  it.each(["em", "set", "load", "populate", "changes", "constructor", "isNewEntity"])(
    "R-NAME-11: a column that would be the member %s is an error with the line that renames it",
    (name) => {
      expect(problemsOf(() => modelOf({ things: { columns: { [name]: "text" } } }))).toEqual([
        `Thing.${name} (column things.${name}): every entity has a member of this name; in the configuration write entities: { Thing: { fields: { "column:${name}": { name: "…" } } } }.`,
      ]);
    },
  );

  it("R-NAME-11: a second column called id is an error when the key has another name", () => {
    expect(
      problemsOf(() =>
        modelOf({ things: { key: ["uid"], columns: { uid: "uuid!", id: "text" } } }),
      ),
    ).toEqual([
      'Thing.id (column things.id): every entity has a member of this name; in the configuration write entities: { Thing: { fields: { "column:id": { name: "…" } } } }.',
    ]);
  });

  it("R-SCHEMA-18: two columns that would be one field are an error that names both", () => {
    expect(
      problemsOf(() => modelOf({ things: { columns: { first_name: "text", firstName: "text" } } })),
    ).toEqual([
      'Thing.firstName is the name of two members: column things.first_name and column things.firstName; in the configuration write entities: { Thing: { fields: { "column:firstName": { name: "…" } } } }.',
    ]);
  });

  it("R-SCHEMA-16: two tables that would be one entity are an error that asks for a tableName", () => {
    expect(problemsOf(() => modelOf({ book: {}, books: {} }))).toEqual([
      'Tables book and books would both be Book; in the configuration write entities: { OtherName: { tableName: "public.books" } }.',
    ]);
    const config = { entities: { Volume: { tableName: "public.books" } } };
    expect(modelOf({ book: {}, books: {} }, config).entities.map(({ name }) => name)).toEqual([
      "Book",
      "Volume",
    ]);
  });

  it("R-SCHEMA-16: names that differ in case only are an error, since they would be one file on some systems", () => {
    expect(problemsOf(() => modelOf({ a_uthors: {}, authors: {} }))).toEqual([
      'Tables a_uthors and authors would both be Author; in the configuration write entities: { OtherName: { tableName: "public.authors" } }.',
    ]);
  });
});
