import { ContributionCodegen, contributionConfig } from "./codegen/ContributionCodegen.ts";

export class Contribution extends ContributionCodegen {}

contributionConfig.placeholder();
