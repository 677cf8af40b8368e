// The database of the workspace's commands: DATABASE_URL, or the embedded server, which is started on demand and stopped after.
import { root, type Children } from "./Children.ts";

/** What a command knows of its database. */
export interface CommandDatabase {
  /** For the programs that the command starts. */
  readonly env: { readonly DATABASE_URL: string };
  readonly embedded: boolean;
}

/** Runs `work` with a database; a failure to open it is told in its own sentence. */
export async function withDatabase(
  children: Children,
  work: (database: CommandDatabase) => Promise<number>,
): Promise<number> {
  const { openDatabase, ServerError } = await import("@kingpost/migrations/server");
  let database: Awaited<ReturnType<typeof openDatabase>>;
  try {
    database = await openDatabase({ projectDir: root });
  } catch (error) {
    if (children.interruptedCode !== undefined) return children.interruptedCode;
    if (!(error instanceof ServerError)) throw error;
    console.error(`${error.code}: ${error.message}`);
    return error.code === "DATABASE_URL_INVALID" ? 2 : 3;
  }
  try {
    return (
      children.interruptedCode ??
      (await work({ env: { DATABASE_URL: database.url }, embedded: database.embedded }))
    );
  } finally {
    await database.stop();
  }
}
