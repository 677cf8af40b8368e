// R-REL-1 a relation that was not loaded has no `get`, and the message says what to do.
import { Author } from "../../schema/entities/Author.ts";
import { Book } from "../../schema/entities/Book.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function readBeforeLoad(em: EntityManager): Promise<unknown> {
  const author = await em.load(Author, "a:1");
  author.books.get;
//             ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"books", "add it to populate", Collection<Author, Book>>'.
  author.publisher.get;
//                 ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"publisher", "add it to populate", ManyToOneReference<Author, Publisher, undefined>>'.
  author.image.get;
//             ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"image", "add it to populate", OneToOneReference<Author, Image>>'.
  const loaded = await em.load(Author, "a:1", "books");
  loaded.books.get[0]!.reviews.get;
//                             ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"reviews", "add it to populate", Collection<Book, Review>>'.
  loaded.publisher.get;
//                 ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"publisher", "add it to populate", ManyToOneReference<Author, Publisher, undefined>>'.
  const [book] = await em.find(Book, {}, { populate: { author: "publisher" } });
  return book!.author.get.books.get;
//                              ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"books", "add it to populate", Collection<Author, Book>>'.
}
