// Where a loop that runs leaves its process id, for commands that leave the rest to it.
import { join } from "node:path";

export function devFile(appDir: string): string {
  return join(appDir, "node_modules", ".kingpost", "dev.pid");
}
