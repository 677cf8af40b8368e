// Prisma over its adapter for `pg`.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Workbench } from "../Contestant.ts";
import { clientFile } from "./prepare.ts";
import type { PrismaClient } from "./PrismaClient.ts";

interface Generated {
  readonly PrismaClient: new (options: { readonly adapter: unknown }) => PrismaClient;
}

interface Adapter {
  readonly PrismaPg: new (options: { readonly connectionString: string }) => unknown;
}

export async function openPrisma(
  url: string,
  run: (prisma: PrismaClient) => ReturnType<Workbench["run"]>,
): Promise<Workbench> {
  const here = createRequire(join(import.meta.dirname, "package.json"));
  const { PrismaClient } = (await import(pathToFileURL(clientFile).href)) as Generated;
  const { PrismaPg } = here("@prisma/adapter-pg") as Adapter;
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
  await prisma.$connect();
  return {
    run: () => run(prisma),
    close: () => prisma.$disconnect(),
  };
}
