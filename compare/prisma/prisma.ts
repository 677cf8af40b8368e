// Prisma over its adapter for `pg`.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { preparePrisma, prismaClientFile } from "@kingpost/tools/prisma/preparePrisma";
import { type ClientClass, logQueries } from "../runner/logQueries.ts";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import type { PrismaClient } from "./PrismaClient.ts";

interface Generated {
  readonly PrismaClient: new (options: { readonly adapter: unknown }) => PrismaClient;
}

interface Adapter {
  readonly PrismaPg: new (options: { readonly connectionString: string }) => unknown;
}

const folder = import.meta.dirname;

export const prisma: Orm<PrismaClient> = {
  open: async (url) => {
    await preparePrisma(folder);
    const adapterFile = createRequire(join(folder, "package.json")).resolve("@prisma/adapter-pg");
    const itsOwn = createRequire(adapterFile);
    const client = (await import(pathToFileURL(prismaClientFile(folder)).href)) as Generated;
    const { PrismaPg } = itsOwn(adapterFile) as Adapter;
    const connected = new client.PrismaClient({
      adapter: new PrismaPg({ connectionString: url }),
    });
    await connected.$connect();
    const log = new StatementLog();
    const stopLogging = logQueries((itsOwn("pg") as { readonly Client: ClientClass }).Client, log);
    return {
      newEm: () => connected,
      log,
      close: async () => {
        stopLogging();
        await connected.$disconnect();
      },
    };
  },
};
