// Names of test databases and their addresses.
/** A database made for tests. */
export interface TestDatabase {
  readonly name: string;
  readonly url: string;
}

/** The same server's address with another database. */
export function urlOfDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}
