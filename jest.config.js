export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  // A bound for tests that hang, far above what any takes.
  testTimeout: 60_000,
};
