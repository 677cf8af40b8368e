// A port that nobody listens on. Between the answer and its use somebody may take it, so who starts a server tries again.
import { createServer } from "node:net";

/** A free port on 127.0.0.1: `preferred` when that is free, otherwise one that the system picks. */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await probe(preferred)) === preferred) return preferred;
  const port = await probe(0);
  return port ?? findFreePort();
}

async function probe(port: number): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const server = createServer();
  server.once("error", () => resolve(undefined));
  server.listen(port, "127.0.0.1", () => {
    const address = server.address();
    const found = typeof address === "object" && address !== null ? address.port : undefined;
    server.close(() => resolve(found));
  });
  return promise;
}
