// What is sent to those who listen to a channel of the database, by the next flush and as a part of its transaction.

export interface Notification {
  readonly channel: string;
  /** A function is called when entities have their ids. */
  readonly payload: string | (() => string);
}
