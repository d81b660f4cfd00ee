import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { aim, collect, countingFetch, SAID, untilRetried } from './aim.js';
import { chatCompletions, completions, embeddings } from './openai-operations.js';

const openai = aim('OPENAI');
const client = (options) => new OpenAI({ baseURL: openai.url, apiKey: openai.key, ...options });

chatCompletions(openai, client);
completions(openai, client);
embeddings(openai, client);

openai.operation('responses', 'answer whole', async () => {
  const response = await client().responses.create({ model: 'demo', input: 'Hello', instructions: 'Be short.' });

  assert.match(response.output_text, SAID);
  assert.equal(response.status, 'completed');
  assert.equal(response.usage.total_tokens, response.usage.input_tokens + response.usage.output_tokens);
});

openai.operation('responses', 'stream to the same end', async () => {
  const whole = await client().responses.create({ model: 'demo', input: 'Hello' });

  const events = await collect(await client().responses.create({ model: 'demo', input: 'Hello', stream: true }));

  const deltas = events.filter((event) => event.type === 'response.output_text.delta');
  assert.equal(deltas.map((event) => event.delta).join(''), whole.output_text);
  assert.deepEqual(events.map((event) => event.sequence_number), [...events.keys()]);
  assert.equal(events.at(-1).type, 'response.completed');
  assert.deepEqual(events.at(-1).response.usage, whole.usage);
});

openai.operation('responses', 'are incomplete where the maximum cut them', async () => {
  const response = await client().responses.create({ model: 'demo', input: 'Hello', max_output_tokens: 5 });

  assert.equal(response.status, 'incomplete');
  assert.equal(response.incomplete_details.reason, 'max_output_tokens');
  assert.equal(response.usage.output_tokens, 5);
});

openai.operation('responses', 'tell what came from a cache and what was thought', async () => {
  const cached = await client().responses.create({ model: 'demo-cached', input: 'Hello' });
  const thoughtful = await client().responses.create({ model: 'demo-thinking', input: 'Hello' });

  assert.equal(cached.usage.input_tokens_details.cached_tokens, Math.floor(cached.usage.input_tokens / 2));
  assert.ok(thoughtful.usage.output_tokens_details.reasoning_tokens > 0);
});

openai.operation('models', 'are listed', async () => {
  const models = await collect(client().models.list());

  assert.ok(models.some((model) => model.id === 'demo'));
});

openai.operation('model', 'is found by name', async () => {
  assert.equal((await client().models.retrieve('demo')).id, 'demo');
});

openai.refusal('USED_UP_KEY', 'that lasts is thrown at once, as a rate limit error', async () => {
  const counting = countingFetch();
  const used = client({ apiKey: openai.usedUpKey, fetch: counting.fetch });
  const call = (stream) =>
    used.chat.completions.create({ model: 'demo', messages: [{ role: 'user', content: 'Hello' }], stream });
  await call(false);

  for (const stream of [false, true]) {
    counting.calls = 0;
    await assert.rejects(call(stream), (error) => {
      assert.ok(error instanceof OpenAI.RateLimitError);
      assert.equal(error.status, 429);
      assert.equal(error.code, 'insufficient_quota');
      assert.match(error.message, /is limited to 1 in .* It resets at /);
      return true;
    });
    assert.equal(counting.calls, 1);
  }
});

openai.refusal('BRIEF_KEY', 'that is soon over is waited for', async () => {
  const counting = countingFetch();
  const brief = client({ apiKey: openai.briefKey, fetch: counting.fetch });

  const completion = await untilRetried(counting, () =>
    brief.chat.completions.create({ model: 'demo', messages: [{ role: 'user', content: 'Hello' }] }));

  assert.match(completion.choices[0].message.content, SAID);
});
