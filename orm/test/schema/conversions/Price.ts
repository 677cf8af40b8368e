// An exact amount, for numeric columns.
import type { CustomSerde } from "kingpost";

export class Price {
  readonly cents: bigint;

  constructor(cents: bigint) {
    this.cents = cents;
  }
}

export const priceCodec: CustomSerde<Price, string> = {
  toDb: ({ cents }) => {
    const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
    return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  },
  fromDb: (text) => new Price(BigInt(text.replace(".", ""))),
  equals: (a, b) => a.cents === b.cents,
};
