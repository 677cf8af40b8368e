// Opens the port, and says in a sentence why it could not be opened.
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { AppError } from "./AppError.ts";
import type { Settings } from "./settings.ts";

/** The address that it listens on. @throws AppError `PORT_IN_USE`, `PORT_NOT_ALLOWED` */
export async function listen(
  app: FastifyInstance,
  { port, host }: Pick<Settings, "host" | "port">,
): Promise<string> {
  try {
    await app.listen({ port, host, listenTextResolver: (address) => `listening on ${address}` });
  } catch (cause) {
    const errno = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (errno === "EADDRINUSE")
      throw new AppError(
        "PORT_IN_USE",
        `Port ${port} is in use. Stop the program that uses it, or choose another one: PORT=${port + 1}.`,
        { cause },
      );
    if (errno === "EACCES")
      throw new AppError(
        "PORT_NOT_ALLOWED",
        `This user may not open port ${port}. Choose one above 1023, such as PORT=4000.`,
        { cause },
      );
    throw cause;
  }
  const { port: opened } = app.server.address() as AddressInfo;
  const name = host === "127.0.0.1" || host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name}:${opened}`;
}
