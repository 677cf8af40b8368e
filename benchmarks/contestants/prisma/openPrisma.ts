// Prisma over its adapter for `pg`.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Workbench } from "../Contestant.ts";
import { clientFile } from "./prepare.ts";
import type { PrismaClient } from "./PrismaClient.ts";

interface Connecting {
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
}

interface Generated<C> {
  readonly PrismaClient: new (options: { readonly adapter: unknown }) => C & Connecting;
}

interface Adapter {
  readonly PrismaPg: new (options: { readonly connectionString: string }) => unknown;
}

/** @param file the generated client */
export async function openPrisma<C = PrismaClient>(
  url: string,
  run: (prisma: C) => ReturnType<Workbench["run"]>,
  file: string = clientFile,
): Promise<Workbench> {
  const here = createRequire(join(import.meta.dirname, "package.json"));
  const { PrismaClient } = (await import(pathToFileURL(file).href)) as Generated<C>;
  const { PrismaPg } = here("@prisma/adapter-pg") as Adapter;
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
  await prisma.$connect();
  return {
    run: () => run(prisma),
    close: () => prisma.$disconnect(),
  };
}
