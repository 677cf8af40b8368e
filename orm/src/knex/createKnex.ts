// Knex on connections that belong to somebody else.
import knex, { type Knex } from "knex";

/** What is used of a `pg.PoolClient`. */
export interface BorrowedClient {
  readonly query: unknown;
  readonly release: () => void;
}

/** What is used of a `pg.Pool`. */
export interface BorrowedPool {
  readonly idleCount: number;
  connect(): Promise<BorrowedClient>;
}

/**
 * A Knex that borrows its connections from a `pg.Pool`, or uses the one `pg.PoolClient` given. It owns neither: destroying it
 * closes nothing.
 * @example
 * const query = buildQuery(createKnex(pool), Author, { where: { age: { gte: 18 } } }).limit(10);
 * const authors = await em.loadFromQuery(Author, query);
 */
export function createKnex(poolOrClient: BorrowedPool | BorrowedClient): Knex {
  const instance = knex({ client: "pg" });
  const client = instance.client as {
    acquireConnection(): Promise<BorrowedClient>;
    releaseConnection(connection: BorrowedClient): Promise<void>;
  };
  const pool = "idleCount" in poolOrClient ? poolOrClient : undefined;
  client.acquireConnection = () =>
    pool === undefined ? Promise.resolve(poolOrClient as BorrowedClient) : pool.connect();
  client.releaseConnection = (connection) => {
    if (pool !== undefined) connection.release();
    return Promise.resolve();
  };
  return instance;
}
