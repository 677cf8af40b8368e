// Hints turned around: which changes concern whom, and the way back. No database is asked.
import { describe, expect, it } from "vitest";
import { ReactiveTree } from "../../src/hints/ReactiveTree.ts";
import { ReactionGraph } from "../../src/reactivity/ReactionGraph.ts";
import { domain } from "../schema/entities/codegen/domain.ts";

/** The graph of one hint, as text. */
function graphOf(type: string, hint: unknown, fixed: ReadonlyArray<string> = []): string {
  const tree = ReactiveTree.parse(hint);
  const reactor = { meta: domain.getMetadata(type), tree, toLoad: tree.toLoad(), label: "r" };
  const graph = new ReactionGraph([reactor], ({ fieldName }) => fixed.includes(fieldName));
  return [...graph.problems, String(graph).replaceAll(" (r)", "")].join("\n");
}

describe("a reactive hint turned around", () => {
  it("R-RULE-1 own fields concern the entity itself, and so does that it is new", () => {
    expect(graphOf("Author", ["firstName", "lastName:ro", "createdAt"])).toMatchInlineSnapshot(`
      "set Author.firstName: Author
      create Author: Author"
    `);
  });

  it("R-RX-2 R-RX-3 a field of a child concerns those it leads to and led to, and so does its coming and going", () => {
    expect(graphOf("Author", { books: { reviews: "rating", title: {} } })).toMatchInlineSnapshot(`
      "set Book.author: Book → author
      set Review.book: Review → book → author
      set Review.rating: Review → book → author
      set Book.title: Book → author
      create Book: Book → author
      create Review: Review → book → author
      create Author: Author
      delete Book: Book → author
      delete Review: Review → book → author"
    `);
  });

  it("R-RX-3 a field of what is referred to concerns all who refer to it", () => {
    expect(graphOf("Book", { author: { publisher: "name" } })).toMatchInlineSnapshot(`
      "set Book.author: Book
      set Author.publisher: Author → books
      set Publisher.name: Publisher → authors → books
      create Book: Book"
    `);
  });

  it("R-RX-2 rows of join tables concern both ends, and what goes takes its rows along", () => {
    expect(graphOf("Book", { tags: "name" })).toMatchInlineSnapshot(`
      "set Tag.name: Tag → books
      join Book.tags: Book
      create Book: Book
      delete Tag: Tag → books"
    `);
    expect(graphOf("Comment", "languages")).toMatchInlineSnapshot(`
      "join Comment.languages: Comment
      create Comment: Comment"
    `);
  });

  it("R-RX-3 R-RX-2 polymorphic references concern by each of their columns, and soft deletion by its own", () => {
    expect(graphOf("Comment", { parent: { title: {}, name: {} } })).toMatchInlineSnapshot(`
      "set Comment.parentArticle: Comment
      set Article.title: Article → comments
      set Comment.parentTopic: Comment
      set Topic.name: Topic → comments
      set Comment.parentComment: Comment
      create Comment: Comment"
    `);
    expect(graphOf("Article", { comments: "body" })).toMatchInlineSnapshot(`
      "set Comment.parentArticle: Comment → parentArticle
      set Comment.deletedAt: Comment → parentArticle
      set Comment.body: Comment → parentArticle
      create Comment: Comment → parentArticle
      create Article: Article
      delete Comment: Comment → parentArticle"
    `);
  });

  it("R-RX-3 recursive relations concern by each link", () => {
    expect(graphOf("Folder", { parentsRecursive: "name" })).toMatchInlineSnapshot(`
      "set Folder.parent: Folder
      set Folder.parent: Folder → childrenRecursive
      set Folder.name: Folder → childrenRecursive
      create Folder: Folder"
    `);
    expect(graphOf("Folder", { childrenRecursive: "name" })).toMatchInlineSnapshot(`
      "set Folder.parent: Folder → parentsRecursive
      set Folder.name: Folder → parentsRecursive
      create Folder: Folder → parentsRecursive
      create Folder: Folder
      delete Folder: Folder → parentsRecursive"
    `);
    expect(graphOf("Part", "componentsRecursive")).toMatchInlineSnapshot(`
      "join Part.components: Part
      join Part.components: Part → assembliesRecursive
      create Part: Part
      delete Part: Part → assembliesRecursive"
    `);
  });

  it("R-RX-3 fields that only subtypes have are found on them", () => {
    expect(graphOf("Keeper", { animals: ["name", "breed", "size"] })).toMatchInlineSnapshot(`
      "set Animal.keeper: Animal → keeper
      set Animal.deletedAt: Animal → keeper
      set Animal.name: Animal → keeper
      set Dog.breed: Animal → keeper
      set Cat.size: Animal → keeper
      set Dog.size: Animal → keeper
      create Animal: Animal → keeper
      create Keeper: Keeper
      delete Animal: Animal → keeper"
    `);
  });

  it("R-RX-4 what rules keep as it is and what is only read concerns nobody, but coming and going does", () => {
    expect(graphOf("Author", { books: "title" }, ["author", "title"])).toMatchInlineSnapshot(`
      "create Book: Book → author
      create Author: Author
      delete Book: Book → author"
    `);
    expect(graphOf("Author", { "books:ro": { reviews: "rating" } })).toMatchInlineSnapshot(
      `"create Author: Author"`,
    );
  });
});
