// R-POLY-2, R-M2M-10, R-RECUR-1, R-FIELD-10 what a member of each kind takes, and what is none of its options.
import { Article } from "../../schema/entities/Article.ts";
import { Author } from "../../schema/entities/Author.ts";
import { Comment } from "../../schema/entities/Comment.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";
import { Document } from "../../schema/entities/Document.ts";

export async function wrongKinds(em: EntityManager, author: Author, comment: Comment): Promise<void> {
  comment.parent.set(author);
//                   ^ TS2345: Argument of type 'Author' is not assignable to parameter of type 'CommentParent'.
  comment.parent.set(undefined);
//                   ^ TS2345: Argument of type 'undefined' is not assignable to parameter of type 'CommentParent'.
  em.create(Comment, { body: "x", parent: author });
//                                ^ TS2322: Type 'Author' is not assignable to type 'CommentParent | ArticleId | CommentId | TopicId'.
  await em.find(Comment, { parent: { title: "x" } });
//                                   ^ TS2353: Object literal may only specify known properties, and 'title' does not exist in type 'EntityValue<CommentParent> | List<PolymorphicValue<CommentParent, never>> | PolymorphicOperators<CommentParent, never>'.
  await em.find(Comment, { parent: { type: Author } });
//                                   ^ TS2322: Type 'typeof Author' is not assignable to type 'readonly MaybeAbstractEntityConstructor<CommentParent>[] | MaybeAbstractEntityConstructor<CommentParent> | undefined'.
  await em.load(Comment, "cm:1", { parent: "nothing" });
//                                 ^ TS2322: Type '"nothing"' is not assignable to type 'PolymorphicHint<CommentParent> | undefined'.
  const article = await em.load(Article, "ar:1", "colors");
  article.colors.add("PURPLE");
//                   ^ TS2345: Argument of type '"PURPLE"' is not assignable to parameter of type 'Color'.
  article.colors.get.push("RED");
//                   ^ TS2339: Property 'push' does not exist on type 'readonly Color[]'.
  article.palette.push("RED");
//                ^ TS2339: Property 'push' does not exist on type 'readonly Color[]'.
  article.palette = ["PURPLE"];
//                   ^ TS2322: Type '"PURPLE"' is not assignable to type 'Color'.
  await em.load(Article, "ar:1", { colors: "article" });
//                                 ^ TS2322: Type 'string' is not assignable to type 'NothingBelow'.
  author.menteesRecursive.add(author);
//                        ^ TS2339: Property 'add' does not exist on type 'NotLoaded<"menteesRecursive", "add it to populate", RecursiveCollection<Author, Author>>'.
  em.create(Author, { firstName: "x", menteesRecursive: [] });
//                                    ^ TS2353: Object literal may only specify known properties, and 'menteesRecursive' does not exist in type 'AuthorOpts'.
  const document = await em.load(Document, "d:1");
  document.body = "x";
//         ^ TS2540: Cannot assign to 'body' because it is a read-only property.
  document.body.set(1);
//                  ^ TS2345: Argument of type 'number' is not assignable to parameter of type 'string'.
  document.status = "open";
//         ^ TS2540: Cannot assign to 'status' because it is a read-only property.
  document.setStatus("open");
//         ^ TS2445: Property 'setStatus' is protected and only accessible within class 'DocumentCodegen' and its subclasses.
  document.secretNote;
//         ^ TS2445: Property 'secretNote' is protected and only accessible within class 'DocumentCodegen' and its subclasses.
  em.create(Document, { title: "x", body: "x", status: "open" });
//                                             ^ TS2353: Object literal may only specify known properties, and 'status' does not exist in type 'DocumentOpts'.
  document.set({ reviewer: "Ann" });
//               ^ TS2353: Object literal may only specify known properties, and 'reviewer' does not exist in type 'Partial<DocumentOpts>'.
}
