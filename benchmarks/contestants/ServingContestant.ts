// What a contestant under load is: one file that answers `load/schema.graphql`, for all items over HTTP.
import type { FastifyInstance } from "fastify";

/** A contestant's application, not yet listening. */
export interface Serving {
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

export interface ServingContestant {
  /** Choices a reader should know of, printed with the figures under numbers. */
  readonly notes: ReadonlyArray<string>;
  /** Connects to the contestant's own database with so many connections. */
  open(url: string, poolSize: number): Promise<Serving>;
}
