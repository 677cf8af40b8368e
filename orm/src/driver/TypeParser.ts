// How the values of a type are read in SQL of the application's own, where nobody has said so by a field.

/** Makes a value of the text that Postgres prints; NULL is `null` and is not asked about. */
export type TypeParser = (text: string) => unknown;
