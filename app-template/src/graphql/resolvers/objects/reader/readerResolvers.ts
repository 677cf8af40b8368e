import { entityResolver } from "kingpost/graphql";
import { Reader } from "../../../../entities/Reader.ts";

export const readerResolvers = entityResolver(Reader);
