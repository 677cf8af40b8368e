import { TopicCodegen, topicConfig } from "./codegen/TopicCodegen.ts";

export class Topic extends TopicCodegen {}

topicConfig.placeholder();
