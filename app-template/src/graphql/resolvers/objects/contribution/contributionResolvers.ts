import { entityResolver } from "kingpost/graphql";
import { Contribution } from "../../../../entities/Contribution.ts";
import type { ContributionResolvers } from "../../types.ts";

export const contributionResolvers: ContributionResolvers = { ...entityResolver(Contribution) };
