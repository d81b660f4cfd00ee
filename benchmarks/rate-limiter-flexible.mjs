// Measures rate-limiter-flexible on DynamoDB for dev.tollgate.benchmarks.counters.NodeContestant, which starts it with the store's
// address and writes one JSON object a line: what to do. Each is answered by one line: a sample, or a tally.
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import limiters from 'rate-limiter-flexible';
import { createInterface } from 'node:readline';

const TABLE = 'rate-limiter-flexible';
const NEVER_REACHED = 1e12;
const DAY = 86_400;

const newClient = () =>
  new DynamoDB({
    endpoint: process.argv[2],
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 128 } },
  });
const client = newClient();
await client.createTable({
  TableName: TABLE,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
});

const limiterOf = (storeClient, points) =>
  new limiters.RateLimiterDynamo({ storeClient, tableName: TABLE, tableCreated: true, ttlSet: true, points, duration: DAY });
const timed = limiterOf(client, NEVER_REACHED);

async function decide(limiter, prefix, owners) {
  try {
    await limiter.consume(prefix + Math.floor(Math.random() * owners));
    return true;
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    return false;
  }
}

/** Callers that ask again as soon as they are answered, while `goesOn` says so. */
async function closedLoop(limiter, prefix, { threads, owners }, goesOn) {
  const micros = [];
  let admitted = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: threads }, async () => {
      while (goesOn()) {
        const asked = performance.now();
        if (await decide(limiter, prefix, owners)) admitted++;
        micros.push((performance.now() - asked) * 1_000);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  micros.sort((a, b) => a - b);
  const percentile = (percent) => micros[Math.max(0, Math.ceil((micros.length * percent) / 100) - 1)];
  return { decisions: micros.length, admitted, seconds, p50Micros: percentile(50), p99Micros: percentile(99) };
}

function measure(task) {
  const deadline = performance.now() + task.millis;
  return closedLoop(timed, 't', task, () => performance.now() < deadline);
}

async function count(task) {
  const tally = { reads: 0, writes: 0, writeUnits: 0 };
  const counted = newClient();
  counted.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'GetItemCommand') tally.reads++;
      else tally.writes++;
      try {
        const reply = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        tally.writeUnits += reply.output.ConsumedCapacity?.CapacityUnits ?? 0;
        return reply;
      } catch (failure) {
        if (failure.name === 'ConditionalCheckFailedException') tally.writeUnits++;
        throw failure;
      }
    },
    { step: 'initialize' },
  );
  let left = task.tries;
  const sample = await closedLoop(limiterOf(counted, task.limit), task.prefix, task, () => left-- > 0);
  return { tries: sample.decisions, admitted: sample.admitted, ...tally };
}

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  console.log(JSON.stringify(await (task.millis ? measure(task) : count(task))));
}
