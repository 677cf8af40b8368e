import { entityResolver } from "kingpost/graphql";
import { Book } from "../../../../entities/Book.ts";
import type { BookResolvers } from "../../types.ts";

export const bookResolvers: BookResolvers = { ...entityResolver(Book) };
