// Subscriptions over WebSocket, at the address of the GraphQL endpoint: the protocol is graphql-transport-ws, of which graphql-ws is the
// reference. Who may open one, what may be asked and how much, and how it ends.
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { RawData, WebSocket } from "ws";
import { userOf } from "../../auth/authenticate.ts";
import type { TokenVerifier } from "../../auth/TokenVerifier.ts";
import { HttpError } from "../../http/HttpError.ts";
import { refuseForeignOrigins } from "../../http/refuseForeignOrigins.ts";
import type { RequestContexts } from "../../http/RequestContexts.ts";
import type { Settings } from "../../settings.ts";
import { closeCodes, Connection } from "./Connection.ts";
import { Connections } from "./Connections.ts";
import { EventHub } from "./EventHub.ts";
import { newProtocol } from "./newProtocol.ts";

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly contexts: RequestContexts;
  readonly settings: Settings;
  readonly verifyToken: TokenVerifier | undefined;
}

export function addSubscriptions(
  app: FastifyInstance,
  { schema, contexts, settings, verifyToken }: SubscriptionOptions,
): void {
  const { bodyLimit, corsOrigins, rateLimit, socketPing, sockets } = settings;
  const hub = new EventHub(settings, app.log);
  const connections = new Connections(socketPing);
  const protocol = newProtocol(app, { schema, contexts, settings, verifyToken, hub });

  app.addHook("preClose", async () => {
    await connections.close();
    await hub.close();
  });
  // The same address answers queries over HTTP.
  app.addConstraintStrategy(upgradeConstraint);
  app.get(
    "/graphql",
    {
      websocket: true,
      constraints: { upgrade: "websocket" },
      onRequest: async (request) => {
        refuseForeignOrigins(request, corsOrigins);
        if (connections.countOf(request.ip) >= sockets)
          throw new HttpError(429, "TOO_MANY_SOCKETS", `A client may have ${sockets} WebSockets.`);
      },
    },
    (socket, request) => {
      const connection = new Connection(socket, request, userOf(request));
      connections.add(connection);
      const closed = protocol.opened(
        {
          protocol: socket.protocol,
          send: (text) => send(socket, text),
          close: (code, reason) => connection.close(code ?? closeCodes.policy, reason ?? ""),
          onMessage: (answer) => {
            socket.on("message", (data, isBinary) => {
              if (isBinary) connection.close(closeCodes.unsupportedData, "Messages are texts");
              else if (connection.countMessage() > rateLimit)
                connection.close(closeCodes.policy, "Too many messages");
              // Who does not take answers gets no more questions.
              else if (socket.bufferedAmount > bodyLimit)
                connection.close(closeCodes.tooSlow, "Answers are not taken");
              else if (socket.readyState === socket.OPEN)
                answer(textOf(data)).catch((error: unknown) => {
                  request.log.error({ err: error }, "a message of a WebSocket");
                  connection.close(closeCodes.internal, "Internal server error");
                });
            });
          },
        },
        connection,
      );
      socket.once("close", (code, reason) => void closed(code, String(reason)));
    },
  );
}

/** Resolves when the text has left, so that who takes slowly is sent to slowly. */
function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(text, (error) => (error ? reject(error) : resolve()));
  });
}

function textOf(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString();
}

type UpgradeConstraint = Parameters<FastifyInstance["addConstraintStrategy"]>[0];

/** Tells who wants a WebSocket from who asks a query. */
const upgradeConstraint: UpgradeConstraint = {
  name: "upgrade",
  storage: () => {
    type Stored = Parameters<ReturnType<UpgradeConstraint["storage"]>["set"]>[1];
    const handlers = new Map<unknown, Stored>();
    return {
      get: (value) => handlers.get(value) ?? null,
      set: (value, handler) => void handlers.set(value, handler),
    };
  },
  deriveConstraint: ({ headers }) => headers.upgrade?.toLowerCase(),
  validate: () => undefined,
};
