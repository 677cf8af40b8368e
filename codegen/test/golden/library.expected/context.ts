// The application's own object, as the configuration names it.
export interface Context {
  readonly user: string;
}
