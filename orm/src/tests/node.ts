// The door kingpost/tests/node: matchers for Node's own test runner.
export { assertMatchEntity } from "../testing/assertMatchEntity.ts";
