// What `DateTime` means, for those that do not bring scalars of their own.
import { GraphQLScalarType } from "graphql";

export const scalars = {
  DateTime: new GraphQLScalarType({
    name: "DateTime",
    serialize: (value) => (value as Date).toISOString(),
  }),
};
