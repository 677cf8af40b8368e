// What is said on a WebSocket: who it is, what they subscribe to, and how answers and errors look.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { makeServer, type Server } from "graphql-ws";
import { newErrorFormatter } from "kingpost/graphql";
import { readUser } from "../../auth/authenticate.ts";
import { refusal } from "../refusal.ts";
import type { SubscriptionOptions } from "./addSubscriptions.ts";
import { closeCodes, type Connection } from "./Connection.ts";
import type { EventHub } from "./EventHub.ts";
import { newSubscriptionCheck } from "./newSubscriptionCheck.ts";
import { subscribeEach } from "./subscribeEach.ts";
import { Subscriber } from "./Subscriber.ts";

export interface ProtocolOptions extends SubscriptionOptions {
  readonly hub: EventHub;
}

export function newProtocol(
  app: FastifyInstance,
  { schema, contexts, settings, verifyToken, hub }: ProtocolOptions,
): Server<Connection> {
  const { isProduction, socketInit, socketSubscriptions } = settings;
  const check = newSubscriptionCheck(schema, settings);
  const format = newErrorFormatter({ isProduction });
  const answers = (
    errors: ReadonlyArray<GraphQLError>,
    request: FastifyRequest,
  ): ReadonlyArray<GraphQLFormattedError> =>
    format({ errors }, request).response.errors as ReadonlyArray<GraphQLFormattedError>;

  const newSubscriber = (connection: Connection): Subscriber => {
    const { log } = connection.request;
    const subscriber = new Subscriber((signal) => {
      const events = hub.open(signal, () =>
        connection.close(closeCodes.tooSlow, "Events come faster than they are taken"),
      );
      const opened = contexts.openUntil(signal, { log, user: connection.user, events });
      opened.context.em.mode = "read-only";
      return opened;
    });
    connection.add(subscriber);
    return subscriber;
  };

  return makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: socketInit,
    async onConnect({ connectionParams, extra: connection }) {
      // Browsers cannot send headers with a WebSocket: there the token comes with its first message.
      const authorization = connectionParams?.["authorization"];
      if (authorization === undefined) return true;
      try {
        connection.identify(await readUser(authorization, verifyToken));
        return true;
      } catch (error) {
        connection.request.log.info({ err: error }, "a WebSocket was refused");
        return false;
      }
    },
    onSubscribe({ extra: connection }, _id, payload) {
      try {
        if (connection.subscribers.size >= socketSubscriptions)
          throw refusal(
            `A WebSocket may have ${socketSubscriptions} subscriptions.`,
            "TOO_MANY_SUBSCRIPTIONS",
          );
        if (app.isUnderPressure()) throw refusal("Too much to do: try again.", "OVERLOADED");
        const args = check(payload);
        return { ...args, contextValue: newSubscriber(connection) };
      } catch (error) {
        return [error instanceof GraphQLError ? error : wrapped(error)];
      }
    },
    subscribe: subscribeEach,
    onNext({ extra: { request } }, id, _payload, { contextValue }, result) {
      const { statements, rows, roundTrips } = (contextValue as Subscriber).counts;
      request.log.info({ subscription: id, statements, rows, roundTrips }, "event");
      if (result.errors === undefined) return undefined;
      return { data: result.data ?? null, errors: answers(result.errors, request) };
    },
    onError: ({ extra: { request } }, _id, _payload, errors) => answers(errors, request),
  });
}

function wrapped(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
