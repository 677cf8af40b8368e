import { entityResolver } from "kingpost/graphql";
import { Contribution } from "../../../../entities/Contribution.ts";

export const contributionResolvers = entityResolver(Contribution);
