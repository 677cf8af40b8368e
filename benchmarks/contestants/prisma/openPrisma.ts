// Prisma over its adapter for `pg`.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Workbench } from "../Contestant.ts";
import { type CountableClient, countQueries } from "../countQueries.ts";
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
  const adapterFile = here.resolve("@prisma/adapter-pg");
  const { PrismaClient } = (await import(pathToFileURL(clientFile).href)) as Generated;
  const { PrismaPg } = here(adapterFile) as Adapter;
  const { Client } = createRequire(adapterFile)("pg") as { readonly Client: CountableClient };
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
  await prisma.$connect();
  return {
    run: () => run(prisma),
    count: () => countQueries(Client),
    close: () => prisma.$disconnect(),
  };
}
