// R-UPS-2, R-UPS-7 input of nested entities names what there is, with values of its types, however deep it stands.
import { Author } from "../../schema/entities/Author.ts";
import type { Book } from "../../schema/entities/Book.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";
import { Comment } from "../../schema/entities/Comment.ts";

export async function wrongInput(em: EntityManager, author: Author, book: Book): Promise<void> {
  await em.upsert(Author, { frstName: "a" });
//                          ^ TS2561: Object literal may only specify known properties, but 'frstName' does not exist in type 'DeepPartialOrNull<Author>'. Did you mean to write 'firstName'?
  await em.upsert(Author, { firstName: 1 });
//                          ^ TS2322: Type 'number' is not assignable to type 'string'.
  await em.upsert(Author, { createdAt: new Date() });
//                          ^ TS2353: Object literal may only specify known properties, and 'createdAt' does not exist in type 'DeepPartialOrNull<Author>'.
  await author.setDeepPartial({ publisher: { nam: "P" } });
//                                           ^ TS2353: Object literal may only specify known properties, and 'nam' does not exist in type 'GivenEntity<Publisher> | MarkedInput<Publisher, ReferenceMarks>'.
  await author.setDeepPartial({ publisher: { createdAt: new Date() } });
//                                           ^ TS2353: Object literal may only specify known properties, and 'createdAt' does not exist in type 'GivenEntity<Publisher> | MarkedInput<Publisher, ReferenceMarks>'.
  await author.setDeepPartial({ publisher: book });
//                              ^ TS2322: Type 'Book' is not assignable to type 'ReferenceInput<Publisher> | null | undefined'.
  await author.setDeepPartial({ books: [{ titel: "t" }] });
//                                        ^ TS2353: Object literal may only specify known properties, and 'titel' does not exist in type 'GivenEntity<Book> | MarkedInput<Book, MemberMarks>'.
  await author.setDeepPartial({ books: [{ title: "t", reviews: [{ rating: "5" }] }] });
//                                                                ^ TS2322: Type 'string' is not assignable to type 'number'.
  await author.setDeepPartial({ books: [{ op: "drop", id: "b:1" }] });
//                                        ^ TS2322: Type '"drop"' is not assignable to type '"delete" | "include" | "incremental" | "remove" | null | undefined'.
  await author.setDeepPartial({ bookIds: [1] });
//                                        ^ TS2322: Type 'number' is not assignable to type 'BookId'.
  await em.upsert(Comment, { parent: author });
//                           ^ TS2322: Type 'Author' is not assignable to type 'GivenEntity<Article> | GivenEntity<Comment> | GivenEntity<Topic> | ArticleId | CommentId | ... 5 more ... | undefined'.
  await em.upsert(Comment, { parent: { type: "Author" } });
//                           ^ TS2322: Type '{ type: "Author"; }' is not assignable to type 'GivenEntity<Article> | GivenEntity<Comment> | GivenEntity<Topic> | ArticleId | CommentId | ... 5 more ... | undefined'.
  await em.upsert(Author, {}, { uniqueByMatch: "some" });
//                              ^ TS2322: Type '"some"' is not assignable to type '"all" | "softDeleted" | undefined'.
}
