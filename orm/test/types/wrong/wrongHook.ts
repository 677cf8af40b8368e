// R-HOOK-1 R-CFG-1/setDefault hooks read only what their hints name, and defaults give only what the field takes.
import { authorConfig } from "../../schema/entities/codegen/AuthorCodegen.ts";

export function wrongHook(): void {
  authorConfig.beforeFlush((author) => author.books.get);
//                                                  ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"books", "add it to populate", Collection<Author, Book>>'.
  authorConfig.beforeFlush("boks", () => undefined);
//                         ^ TS2345: Argument of type '"boks"' is not assignable to parameter of type 'LoadHint<Author>'.
  authorConfig.setDefault("age", "forty");
//                               ^ TS2345: Argument of type 'string' is not assignable to parameter of type 'DefaultValue<Author, "age">'.
  authorConfig.setDefault("age", { publisher: "name" }, (author) => author.lastName);
//                                                                         ^ TS2339: Property 'lastName' does not exist on type 'Reacted<Author, { readonly publisher: "name"; }>'.
  authorConfig.setDefault("books", []);
//                        ^ TS2345: Argument of type '"books"' is not assignable to parameter of type 'DefaultKey<Author>'.
}
