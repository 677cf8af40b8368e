import { type Collection, hasManyThrough } from "kingpost";
import { LabelCodegen, labelConfig } from "./codegen/LabelCodegen.ts";
import type { Comment } from "./Comment.ts";

export class Label extends LabelCodegen {
  readonly comments: Collection<Label, Comment> = hasManyThrough((l) => l.topics.comments);
}

labelConfig.placeholder();
