// vitest's globalSetup: one Postgres for the run, thrown away afterwards, or the one TEST_DATABASE_URL names.
import { resolve } from "node:path";
import { startTestServer } from "@kingpost/migrations/server";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the run's Postgres, with the right to create databases. */
    adminUrl: string;
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  // In a run of several projects the run's own setup starts one server for all of them.
  if (!project.isRootProject() && project.vitest.config.globalSetup.length > 0) return undefined;
  const server = await startTestServer({ projectDir: resolve(import.meta.dirname, "..") });
  project.provide("adminUrl", server.adminUrl);
  return () => server.stop();
}
