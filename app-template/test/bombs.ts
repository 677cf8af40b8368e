// Queries that are small to send and large to answer, with the code by which each is refused.

export const bombs: ReadonlyArray<readonly [what: string, query: string, code: string]> = [
  [
    "aliases",
    `{ ${Array.from({ length: 5_000 }, (_, at) => `a${at}: __typename`).join(" ")} }`,
    "BAD_USER_INPUT",
  ],
  [
    "depth",
    `{ book(id: "b:1") ${"{ author { books ".repeat(40)}{ id }${" } }".repeat(40)} }`,
    "QUERY_TOO_DEEP",
  ],
  [
    "fragments that spread each other",
    `{ book(id: "b:1") { ...A } } fragment A on Book { ...B } fragment B on Book { ...A }`,
    "BAD_USER_INPUT",
  ],
  [
    "fragments that double",
    `{ books { nodes { ...F0 } } } ${Array.from({ length: 30 }, (_, at) => `fragment F${at} on Book { author { books { ...F${at + 1} } } reviews { book { ...F${at + 1} } } }`).join(" ")} fragment F30 on Book { id }`,
    "QUERY_TOO_DEEP",
  ],
  ["tokens", `{ authors { nodes { ${"name ".repeat(20_000)} } } }`, "BAD_USER_INPUT"],
  [
    "lists",
    `{ books(filter: { id: [${'"b:1",'.repeat(9_000)}] }) { nodes { id } } }`,
    "BAD_USER_INPUT",
  ],
  [
    "nesting",
    `{ books(filter: ${"{ author: { books: ".repeat(3_000)}{}${" } }".repeat(3_000)}) { nodes { id } } }`,
    "BAD_USER_INPUT",
  ],
];
