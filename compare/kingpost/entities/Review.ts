import { ReviewCodegen, reviewConfig } from "./codegen/ReviewCodegen.ts";

export class Review extends ReviewCodegen {}

reviewConfig.placeholder();
