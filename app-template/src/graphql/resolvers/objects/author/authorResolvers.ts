import { entityResolver } from "kingpost/graphql";
import { Author } from "../../../../entities/Author.ts";

export const authorResolvers = entityResolver(Author);
