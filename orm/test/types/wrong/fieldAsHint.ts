// R-TLOAD-1 plain fields and methods are nothing to load.
import { Author } from "../../schema/entities/Author.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function fieldAsHint(em: EntityManager): Promise<void> {
  await em.load(Author, "a:1", "firstName");
//                             ^ TS2345: Argument of type '"firstName"' is not assignable to parameter of type 'LoadHint<Author>'.
  await em.load(Author, "a:1", ["books", "toString"]);
//                                       ^ TS2322: Type '"toString"' is not assignable to type 'LoadableKey<Author>'.
  await em.load(Author, "a:1", { em: {} });
//                               ^ TS2353: Object literal may only specify known properties, and 'em' does not exist in type 'List<LoadableKey<Author>> | NestedLoadHint<Author>'.
}
