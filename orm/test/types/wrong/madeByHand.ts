// R-EM-3 entities are not made by `new`.
import { Author } from "../../schema/entities/Author.ts";

export const author: Author = new Author();
//                            ^ TS2554: Expected 1 arguments, but got 0.
