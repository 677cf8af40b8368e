// Two questions that whoever runs the application asks: does the process live, and can it serve?
import { readMigrationStatus } from "@kingpost/migrations";
import type { FastifyInstance } from "fastify";
import type { Settings } from "./settings.ts";

export function addHealth(app: FastifyInstance, { databaseUrl }: Settings): void {
  app.get("/healthz", () => ({ status: "ok" }));

  // Not ready while the database does not answer or misses a migration that this version of the code relies on.
  app.get("/readyz", async (request, reply) => {
    try {
      const migrations = await readMigrationStatus({ url: databaseUrl, dir: migrationsDir });
      const pending = migrations.filter(({ state }) => state === "pending");
      if (pending.length === 0) return { status: "ok" };
      return await reply
        .code(503)
        .send({ status: "migrations pending", pending: pending.map(({ name }) => name) });
    } catch (error) {
      request.log.warn({ err: error }, "not ready");
      return reply.code(503).send({ status: "database unreachable" });
    }
  });
}

const migrationsDir = `${import.meta.dirname}/../migrations`;
