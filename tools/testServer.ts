// vitest's globalSetup: one Postgres for the whole run, thrown away afterwards, or the one TEST_DATABASE_URL names.
import { resolve } from "node:path";
import { startTestServer } from "@kingpost/migrations/server";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the run's Postgres, with the right to create databases. */
    adminUrl: string;
  }
}

/** Starts the server and tells the tests its address (`inject("adminUrl")`); the answer stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer({ projectDir: resolve(import.meta.dirname, "..") });
  project.provide("adminUrl", server.adminUrl);
  return () => server.stop();
}
