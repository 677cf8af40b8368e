// R-REL-1, R-TLOAD-3, R-LAZY-2, R-LARGE-1 members of every kind say what to do when they are read before they are loaded.
import { Article } from "../../schema/entities/Article.ts";
import { Author } from "../../schema/entities/Author.ts";
import { Comment } from "../../schema/entities/Comment.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";
import { Document } from "../../schema/entities/Document.ts";
import { PublisherGroup } from "../../schema/entities/PublisherGroup.ts";

export async function readKindsBeforeLoad(em: EntityManager): Promise<void> {
  const comment = await em.load(Comment, "cm:1");
  comment.parent.get;
//               ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"parent", "add it to populate", PolymorphicReference<Comment, CommentParent, never>>'.
  const { parent } = await em.load(Comment, "cm:1", "parent");
  parent.get.body;
//           ^ TS2339: Property 'body' does not exist on type 'CommentParent'.
  parent.get.comments.get;
//           ^ TS2339: Property 'comments' does not exist on type 'CommentParent'.
  const article = await em.load(Article, "ar:1");
  article.colors.get;
//               ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"colors", "add it to populate", EnumCollection<Article, Color>>'.
  const document = await em.load(Document, "d:1");
  document.body.get;
//              ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"body", "add it to populate", LazyField<Document, string>>'.
  document.body.trim();
//              ^ TS2339: Property 'trim' does not exist on type 'NotLoaded<"body", "add it to populate", LazyField<Document, string>>'.
  const author = await em.load(Author, "a:1");
  author.mentorsRecursive.get;
//                        ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"mentorsRecursive", "add it to populate", RecursiveCollection<Author, Author>>'.
  const group = await em.load(PublisherGroup, "pg:1");
  group.critics.get;
//              ^ TS2339: Property 'get' does not exist on type 'LargeCollection<PublisherGroup, Critic>'.
  await group.critics.load();
//                    ^ TS2339: Property 'load' does not exist on type 'LargeCollection<PublisherGroup, Critic>'.
  group.critics.set([]);
//              ^ TS2339: Property 'set' does not exist on type 'LargeCollection<PublisherGroup, Critic>'.
  await em.populate(group, "critics");
//                         ^ TS2345: Argument of type 'string' is not assignable to parameter of type 'PopulateHint<PublisherGroup>'.
  await em.load(PublisherGroup, "pg:1", { critics: {} });
//                                        ^ TS2322: Type '{}' is not assignable to type 'never'.
}
