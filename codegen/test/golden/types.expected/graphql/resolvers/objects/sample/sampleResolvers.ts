import { entityResolver } from "kingpost/graphql";
import { Sample } from "../../../../entities/Sample.ts";
import type { SampleResolvers } from "../../types.ts";

export const sampleResolvers: SampleResolvers = { ...entityResolver(Sample) };
