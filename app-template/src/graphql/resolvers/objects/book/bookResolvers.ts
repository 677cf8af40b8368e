import { entityResolver } from "kingpost/graphql";
import { Book } from "../../../../entities/Book.ts";

export const bookResolvers = entityResolver(Book);
