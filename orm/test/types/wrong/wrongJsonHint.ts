// R-JSON-6 a key that is no member of the entity is refused where it stands, unless a function stands under it.
import { toJSON } from "kingpost/json";
import type { Author } from "../../schema/entities/Author.ts";
import type { Customer } from "../../schema/entities/Customer.ts";

export async function wrongJsonHint(author: Author, customer: Customer): Promise<void> {
  await author.toJSON({ frstName: true });
//                      ^ TS2322: Type 'true' is not assignable to type 'true & NoSuchMember<"frstName", "a name of your own takes a function">'.
  await toJSON([author], { books: { titel: true } });
//                                  ^ TS2322: Type 'true' is not assignable to type 'true & NoSuchMember<"titel", "a name of your own takes a function">'.
  await toJSON(author, { books: { titel: true, label: (b) => b.title } });
//                                ^ TS2322: Type 'true' is not assignable to type 'true & NoSuchMember<"titel", "a name of your own takes a function">'.
  await author.toJSON({ books: ["titel"] });
//                              ^ TS2322: Type '"titel"' is not assignable to type '"titel" & NoSuchMember<"titel", "nothing can be shown of it">'.
  await author.toJSON(["idd"]);
//                     ^ TS2322: Type '"idd"' is not assignable to type '"idd" & NoSuchMember<"idd", "nothing can be shown of it">'.
  await author.toJSON({ firstName: { length: true } });
//                                   ^ TS2322: Type 'true' is not assignable to type 'true & NoSuchMember<"length", "there are no entities to take it from">'.
  await author.toJSON({ set: true });
//                      ^ TS2322: Type 'true' is not assignable to type 'true & NoSuchMember<"set", "a name of your own takes a function">'.
  await customer.toJSON({ firstOrders: true });
//                        ^ TS2322: Type 'true' is not assignable to type 'true & NoSuchMember<"firstOrders", "a name of your own takes a function">'.
  await author.toJSON({ publisher: true, name: (a) => a.publisher.get });
//                                                                ^ TS2339: Property 'get' does not exist on type 'NotLoaded<"publisher", "add it to populate", ManyToOneReference<Author, Publisher, undefined>>'.
}
