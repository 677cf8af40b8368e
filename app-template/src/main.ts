// Serves the application: the entry point of the process.
import closeWithGrace from "close-with-grace";
import { assertSchemaMatches } from "kingpost/pg";
import prettyLog from "pino-pretty";
import { checkDatabase, openDatabase } from "./database.ts";
import { domain } from "./entities/codegen/domain.ts";
import { listen } from "./listen.ts";
import { runCommand } from "./runCommand.ts";
import { newServer } from "./server.ts";
import { readSettings } from "./settings.ts";
import { startTelemetry } from "./telemetry/startTelemetry.ts";

await runCommand(async () => {
  const settings = readSettings(process.env);
  const stopTelemetry = await startTelemetry(settings);
  const database = openDatabase(settings);
  try {
    await checkDatabase(database);
    // On another schema than the code was generated for, every request might fail in a way of its own.
    await assertSchemaMatches(domain, database.driver);
    const app = await newServer({
      settings,
      database,
      // People read the log on a terminal, machines everywhere else.
      ...(process.stdout.isTTY ? { logStream: prettyLog({ sync: true }) } : {}),
    });
    app.addHook("onClose", async () => {
      await database.close();
      await stopTelemetry();
    });
    const address = await listen(app, settings);
    // Requests in flight are answered before the process ends.
    closeWithGrace({ delay: 10_000 }, () => app.close());
    process.stdout.write(
      [
        "",
        `  Books     ${address}/`,
        `  GraphQL   ${address}/graphql`,
        ...(settings.isProduction ? [] : [`  GraphiQL  ${address}/graphiql`]),
        `  Health    ${address}/healthz and ${address}/readyz`,
        "",
        "",
      ].join("\n"),
    );
    // Who starts it again for each change wants to know when it serves.
    process.send?.("ready");
  } catch (error) {
    await database.close();
    throw error;
  }
});
