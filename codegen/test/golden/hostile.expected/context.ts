// A context whose name hides a global.
export interface Date {
  readonly user: string;
}
