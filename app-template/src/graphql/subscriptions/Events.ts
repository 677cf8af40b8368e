// What a subscription hears of what other requests did, in this process or in any other.

/** A notification, or the news that some may have been missed: nothing that was committed before was. */
export type Heard = { readonly payload: string } | { readonly missedSince: Date };

export interface Events {
  /** Listens to what entities tell by `em.notify`. It ends with the subscription. */
  listen(channel: string): Promise<AsyncIterable<Heard>>;
}
