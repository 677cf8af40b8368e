// All resolvers by the type that they belong to. Root fields first; entities follow from their classes.
import { authorQuery } from "./author/authorQuery.ts";
import { authorsQuery } from "./author/authorsQuery.ts";
import { bookQuery } from "./book/bookQuery.ts";
import { booksQuery } from "./book/booksQuery.ts";
import { authorResolvers } from "./objects/author/authorResolvers.ts";
import { bookResolvers } from "./objects/book/bookResolvers.ts";
import { contributionResolvers } from "./objects/contribution/contributionResolvers.ts";
import { readerResolvers } from "./objects/reader/readerResolvers.ts";
import { reviewResolvers } from "./objects/review/reviewResolvers.ts";
import { seriesResolvers } from "./objects/series/seriesResolvers.ts";
import { tagResolvers } from "./objects/tag/tagResolvers.ts";
import { readerQuery } from "./reader/readerQuery.ts";
import { readersQuery } from "./reader/readersQuery.ts";
import { saveReaderMutation } from "./reader/saveReaderMutation.ts";
import { reviewQuery } from "./review/reviewQuery.ts";
import { saveReviewMutation } from "./review/saveReviewMutation.ts";
import { seriesByIdQuery } from "./series/seriesByIdQuery.ts";
import { seriesQuery } from "./series/seriesQuery.ts";

export const resolvers = {
  Query: {
    author: authorQuery,
    authors: authorsQuery,
    book: bookQuery,
    books: booksQuery,
    reader: readerQuery,
    readers: readersQuery,
    review: reviewQuery,
    series: seriesQuery,
    seriesById: seriesByIdQuery,
  },
  Mutation: {
    saveReader: saveReaderMutation,
    saveReview: saveReviewMutation,
  },
  Author: authorResolvers,
  Book: bookResolvers,
  Contribution: contributionResolvers,
  Reader: readerResolvers,
  Review: reviewResolvers,
  Series: seriesResolvers,
  Tag: tagResolvers,
};
