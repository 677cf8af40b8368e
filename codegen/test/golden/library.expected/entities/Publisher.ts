import { PublisherCodegen, publisherConfig } from "./codegen/PublisherCodegen.ts";

export class Publisher extends PublisherCodegen {}

publisherConfig.placeholder();
