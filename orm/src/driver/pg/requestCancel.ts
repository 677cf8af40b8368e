// Asks the server to stop what a connection is doing. By Postgres' own request on a connection made for it, which also works
// through poolers: what `pg_cancel_backend` would be given there is not the client's.
import pg from "pg";

/** What is known of a client that its published types do not say. */
interface CancelableClient {
  readonly host: string;
  readonly port: number;
  readonly ssl: unknown;
  readonly connection: { readonly sslNegotiation?: string };
  readonly processID: number;
  readonly secretKey: number;
}

interface CancelConnection {
  once(event: "connect" | "sslconnect" | "end" | "error", listener: () => void): void;
  on(event: "error", listener: () => void): void;
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
}

/** Resolves when the server has taken notice, or cannot be reached; whether anything was stopped, the statement tells. */
export function requestCancel(client: pg.PoolClient): Promise<void> {
  const { host, port, ssl, processID, secretKey, ...rest } = client as unknown as CancelableClient;
  const { sslNegotiation } = rest.connection;
  return new Promise((resolve) => {
    const settings = { ssl, sslNegotiation } as never;
    const connection = new pg.Connection(settings) as unknown as CancelConnection;
    const cancel = (): void => connection.cancel(processID, secretKey);
    if (ssl && sslNegotiation !== "direct")
      connection.once("connect", () => connection.requestSsl());
    connection.once(ssl ? "sslconnect" : "connect", cancel);
    connection.once("end", resolve);
    connection.on("error", resolve);
    if (host.startsWith("/")) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
}
