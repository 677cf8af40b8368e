// Writing fails in two ways that deserve a sentence instead of a stack: no room left, and no permission.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { errnoOf } from "./errnoOf.ts";
import { ServerError } from "./ServerError.ts";

/** Turns ENOSPC, EACCES, EPERM and EROFS into a `ServerError` about `path`; gives anything else back as it is. */
export function explainDisk(error: unknown, path: string): unknown {
  switch (errnoOf(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return new ServerError(
        "DISK_FULL",
        `There is no room left on the disk of ${path}.`,
        "Free some space (a new database needs about 50 MB), then run the command again.",
        { cause: error },
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      if (!existsSync(path))
        return new ServerError(
          "FOLDER_READ_ONLY",
          `${nearest(path)} cannot be written by this user.`,
          "Run the command as the user that it belongs to, or in a copy of your own.",
          { cause: error },
        );
      return new ServerError(
        "DATA_OF_OTHER_OWNER",
        `${path} cannot be used by this user.`,
        "It was probably made by another user (root, for example): run as that user, or delete it and run the command again.",
        { cause: error },
      );
    case undefined:
    default:
      return error;
  }
}

/** The folder in which the first one of the path would have to be made. */
function nearest(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : nearest(folder);
}
