export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // A virtual environment of Python, with files of its own that Jest would take for modules.
  modulePathIgnorePatterns: ['<rootDir>/.synapse/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  // A bound for tests that hang, far above what any takes.
  testTimeout: 60_000,
};
