// Installs Prisma and generates its clients when it is first measured.
import { join } from "node:path";
import { preparePrisma, prismaClientFile } from "@kingpost/tools/prisma/preparePrisma";

const folder = import.meta.dirname;

/** Where the generated client is. */
export const clientFile: string = prismaClientFile(folder);

/** That of the tables of S1. */
export const catalogueFile: string = join(folder, "generated/catalogue/client.ts");

/** @throws whatever the package manager or Prisma's generator say */
export async function prepare(): Promise<void> {
  await preparePrisma(folder);
  await preparePrisma(folder, "catalogue.prisma", catalogueFile);
}
