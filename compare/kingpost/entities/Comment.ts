import { CommentCodegen, commentConfig } from "./codegen/CommentCodegen.ts";

export class Comment extends CommentCodegen {}

commentConfig.placeholder();
