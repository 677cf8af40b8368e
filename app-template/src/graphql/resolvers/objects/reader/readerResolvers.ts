import { entityResolver } from "kingpost/graphql";
import { Reader } from "../../../../entities/Reader.ts";
import type { ReaderResolvers } from "../../types.ts";

export const readerResolvers: ReaderResolvers = { ...entityResolver(Reader) };
