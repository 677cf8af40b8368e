import { PublisherGroupCodegen, publisherGroupConfig } from "./codegen/PublisherGroupCodegen.ts";

export class PublisherGroup extends PublisherGroupCodegen {}

publisherGroupConfig.placeholder();
