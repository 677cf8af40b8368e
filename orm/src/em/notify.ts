// Takes down what the next flush tells those who listen to a channel.
import type { Notification } from "../session/Notification.ts";
import type { Session } from "../session/Session.ts";
import { quote } from "../sql/identifier.ts";

/** @throws ConfigError (`CONFIG`), ReadOnlyError (`READ_ONLY`), WriteDuringFlushError (`WRITE_DURING_FLUSH`) */
export function notify(session: Session, notification: Notification): void {
  session.writeGuard.check(undefined);
  // Whoever listens names the channel as an identifier: what none can be is refused here already.
  quote(notification.channel);
  (session.notifications ??= []).push(notification);
}
