// The door `kingpost/knex`: finds as Knex queries.
export { buildQuery, type BuildQueryOptions } from "./knex/buildQuery.ts";
export { type BorrowedClient, type BorrowedPool, createKnex } from "./knex/createKnex.ts";
