// Installs Prisma and generates its client when it is first measured.
import { preparePrisma, prismaClientFile } from "@kingpost/tools/prisma/preparePrisma";

const folder = import.meta.dirname;

/** Where the generated client is. */
export const clientFile: string = prismaClientFile(folder);

/** @throws whatever the package manager or Prisma's generator say */
export function prepare(): Promise<void> {
  return preparePrisma(folder);
}
