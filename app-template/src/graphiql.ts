// The page for trying out queries. It is one self-contained document, so it works without a network.
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";

export function addGraphiql(app: FastifyInstance): void {
  // The page is large, so it is loaded and compressed once, when somebody first opens it.
  let page: Promise<Buffer> | undefined;
  // Its script stands in the page itself.
  app.get("/graphiql", { helmet: { contentSecurityPolicy: false } }, async (_, reply) => {
    page ??= compressPage();
    return reply
      .type("text/html; charset=utf-8")
      .header("content-encoding", "gzip")
      .header("cache-control", "public, max-age=3600")
      .send(await page);
  });
}

async function compressPage(): Promise<Buffer> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const page = renderGraphiQL({
    endpoint: "/graphql",
    title: "GraphiQL",
    defaultQuery,
    subscriptionsProtocol: "WS",
  });
  return promisify(gzip)(page);
}

const defaultQuery = `{
  authors(first: 3) {
    nodes {
      name
      books {
        title
        reviews {
          rating
          reader {
            name
          }
        }
      }
    }
  }
}
`;
