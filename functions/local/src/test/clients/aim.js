// What a test file is aimed at, which the environment says: NAME_URL and NAME_KEY, where NAME is the file's SDK.
// Only a gateway has plans, so only for one are there also NAME_USED_UP_KEY, good for one call and then used up for
// weeks, and NAME_BRIEF_KEY, good for one call in two seconds. NAME_SKIP names operations, with commas between them.
import { test } from 'node:test';

export function aim(name) {
  const variable = (suffix) => process.env[`${name}_${suffix}`];
  const skipped = (variable('SKIP') ?? '').split(',');
  const unset = variable('URL') === undefined && `${name}_URL is not set`;
  return {
    url: variable('URL'),
    key: variable('KEY'),
    usedUpKey: variable('USED_UP_KEY'),
    briefKey: variable('BRIEF_KEY'),

    // A test of one operation.
    operation(operation, does, body) {
      const skip = unset || (skipped.includes(operation) && `${name}_SKIP names ${operation}`);
      test(`${operation} ${does}`, { skip }, body);
    },

    // A test that needs a key with a plan; it is named by the suffix of the key's variable.
    refusal(suffix, does, body) {
      const missing = variable(suffix) === undefined && `${name}_${suffix} is not set: no plan, no refusal`;
      test(`a refusal ${does}`, { skip: unset || missing }, body);
    },
  };
}

// The global fetch, and how often it was called.
export function countingFetch() {
  const counting = {
    calls: 0,
    fetch: (...args) => {
      counting.calls += 1;
      return fetch(...args);
    },
  };
  return counting;
}

export async function collect(stream) {
  const items = [];
  for await (const item of stream) {
    items.push(item);
  }
  return items;
}

// The first call of a brief plan that was answered only after the SDK had waited and called again.
export async function untilRetried(counting, call) {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const before = counting.calls;
    const answer = await call();
    if (counting.calls - before > 1) {
      return answer;
    }
  }
  throw new Error('no call was refused in a plan of one call in two seconds');
}

export const SAID = /^You said: "Hello"/;
