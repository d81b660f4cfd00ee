#!/usr/bin/env node
// What "npx cdk" starts, as package.json says. Without it, npx would offer another package of that name.
try {
  require.resolve("aws-cdk/package.json");
} catch {
  console.error("the CDK's command is not here yet: type npm ci");
  process.exit(1);
}
require("aws-cdk/bin/cdk");
