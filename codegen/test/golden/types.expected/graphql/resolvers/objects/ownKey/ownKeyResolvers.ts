import { entityResolver } from "kingpost/graphql";
import { OwnKey } from "../../../../entities/OwnKey.ts";
import type { OwnKeyResolvers } from "../../types.ts";

export const ownKeyResolvers: OwnKeyResolvers = { ...entityResolver(OwnKey) };
