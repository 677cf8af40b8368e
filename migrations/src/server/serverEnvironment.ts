// The environment of the server's own programs: their messages in English, because we read them, and no PG… settings meant
// for clients of another server.
/** The environment to start `initdb` and `postgres` with. */
export function serverEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}
