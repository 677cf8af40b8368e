// Has the server take WebSockets, at those addresses that want them. It comes before everything that refuses requests: what is refused
// has to be closed as well.
import websocket from "@fastify/websocket";
import type { FastifyInstance } from "fastify";
import { handleProtocols } from "graphql-ws";
import type { Settings } from "../settings.ts";

export async function acceptSockets(app: FastifyInstance, { bodyLimit }: Settings): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: bodyLimit, handleProtocols },
    // What a client does wrong on the wire: `ws` has answered it by a code.
    errorHandler: (error, _socket, request) => request.log.info({ err: error }, "WebSocket"),
    // Who takes them says good-bye as well.
    preClose: (done) => done(),
  });
}
