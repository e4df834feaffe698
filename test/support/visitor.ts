/** The test kit's own, for tests that look below it. */
export * from "../../runtime/testing/visitor.ts";
