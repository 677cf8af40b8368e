// One request and its answer, over connections that can be closed: those of `fetch` stay open as long as the server likes.
import { type Agent, request } from "node:http";
import { text } from "node:stream/consumers";

export interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

export function exchange(
  url: string,
  { body, ...options }: Asked,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      text(answer).then((all) => resolve({ status: answer.statusCode!, text: all }), reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
