import { BookReviewCodegen, bookReviewConfig } from "./codegen/BookReviewCodegen.ts";

export class BookReview extends BookReviewCodegen {}

bookReviewConfig.placeholder();
