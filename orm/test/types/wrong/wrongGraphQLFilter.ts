// R-FILT-11 filters from GraphQL have the keys of the entity and of its references' ids, and values of their types.
import { findGql } from "kingpost/graphql";
import { Book } from "../../schema/entities/Book.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function wrongGraphQLFilter(em: EntityManager): Promise<void> {
  await findGql(em, Book, { titel: "x" });
//                          ^ TS2561: Object literal may only specify known properties, but 'titel' does not exist in type 'GraphQLFilterOf<Book>'. Did you mean to write 'title'?
  await findGql(em, Book, { author: { firstNam: null } });
//                                    ^ TS2353: Object literal may only specify known properties, and 'firstNam' does not exist in type 'AliasFor<Author> | AuthorFilter | EntityValue<Author> | List<EntityValue<Author> | AuthorId> | { ...; } | GraphQLFilter<...>'.
  await findGql(em, Book, { authorId: 1 });
//                          ^ TS2322: Type 'number' is not assignable to type 'IdFilter<AuthorId> | null | undefined'.
  await findGql(em, Book, { titleId: "x" });
//                          ^ TS2561: Object literal may only specify known properties, but 'titleId' does not exist in type 'GraphQLFilterOf<Book>'. Did you mean to write 'title'?
}
