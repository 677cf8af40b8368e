// What a soak sends: queries, pages, saves, and what is refused, with the answer that is right for each.

export interface SoakRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** A part of the right answer. */
  readonly part: string;
}

export const shelf = `{ authors(first: 20) {
  nodes { id name books { id title language reviews { rating body reader { name } } } }
} }`;

/** Names of what is asked for: tagged ids of rows that are there. */
export interface SoakRows {
  readonly bookIds: ReadonlyArray<string>;
  readonly reviewIds: ReadonlyArray<string>;
}

/** One connection's requests, over and over. Nobody else saves its reviews. */
export function mix({ bookIds, reviewIds }: SoakRows): ReadonlyArray<SoakRequest> {
  const books = bookIds.flatMap((id) => [
    ask("query ($id: ID!) { book(id: $id) { id title author { name } } }", { id }, 200, id),
    page(`/books/${encodeURIComponent(id)}`, "<h1"),
  ]);
  const saves = [1, 2, 3, 4, 5].flatMap((rating) =>
    reviewIds.map((id) =>
      ask(
        `mutation ($input: SaveReviewInput!) { saveReview(input: $input) { review { id rating } } }`,
        { input: { id, rating } },
        200,
        `"rating":${rating}`,
      ),
    ),
  );
  return [
    ask(shelf, {}, 200, '"reviews":['),
    page("/", "<h1"),
    page("/?q=love", "<h1"),
    ...books,
    ...saves,
    // Refused: what is not there, what breaks a rule, what is no query, a token that is none.
    ask('{ book(id: "b:999999999") { id } }', {}, 200, '"NOT_FOUND"'),
    ask(
      `mutation ($input: SaveReviewInput!) { saveReview(input: $input) { review { id } } }`,
      { input: { id: reviewIds[0], rating: 6 } },
      200,
      '"rating"',
    ),
    ask("{ nothing }", {}, 400, '"errors"'),
    { ...ask("{ __typename }", {}, 401, "UNAUTHENTICATED"), headers: withToken("none.at.all") },
    page("/books/b:999999999", "There is no such page", 404),
  ];
}

const json = { "content-type": "application/json" };

function withToken(token: string): SoakRequest["headers"] {
  return { ...json, authorization: `Bearer ${token}` };
}

function ask(query: string, variables: object, status: number, part: string): SoakRequest {
  const body = JSON.stringify({ query, variables });
  return { method: "POST", path: "/graphql", headers: json, body, status, part };
}

function page(path: string, part: string, status = 200): SoakRequest {
  return { method: "GET", path, headers: {}, status, part };
}
