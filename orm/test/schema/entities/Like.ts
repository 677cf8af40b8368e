import { LikeCodegen, likeConfig } from "./codegen/LikeCodegen.ts";

export class Like extends LikeCodegen {}

likeConfig.placeholder();
