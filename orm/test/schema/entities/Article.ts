import { ArticleCodegen, articleConfig } from "./codegen/ArticleCodegen.ts";

export class Article extends ArticleCodegen {}

articleConfig.placeholder();
