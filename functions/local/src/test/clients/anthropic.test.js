import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { aim, collect, countingFetch, SAID, untilRetried } from './aim.js';

const anthropic = aim('ANTHROPIC');
const client = (options) => new Anthropic({ baseURL: anthropic.url, apiKey: anthropic.key, ...options });
const hello = { model: 'demo', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] };

anthropic.operation('messages', 'answer whole', async () => {
  const message = await client().messages.create(hello);

  assert.match(message.content[0].text, SAID);
  assert.equal(message.stop_reason, 'end_turn');
  assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
});

anthropic.operation('messages', 'stream the same, put together by the SDK', async () => {
  const whole = await client().messages.create(hello);

  const message = await client().messages.stream(hello).finalMessage();

  assert.deepEqual(message.content, whole.content);
  assert.equal(message.stop_reason, whole.stop_reason);
  assert.equal(message.usage.input_tokens, whole.usage.input_tokens);
  assert.equal(message.usage.output_tokens, whole.usage.output_tokens);
});

anthropic.operation('messages', 'stream their events', async () => {
  const events = await collect(await client().messages.create({ ...hello, stream: true }));

  assert.equal(events[0].type, 'message_start');
  assert.equal(events.at(-2).type, 'message_delta');
  assert.equal(events.at(-1).type, 'message_stop');
});

anthropic.operation('messages', 'end at the maximum', async () => {
  const message = await client().messages.create({ ...hello, max_tokens: 5 });

  assert.equal(message.stop_reason, 'max_tokens');
  assert.equal(message.usage.output_tokens, 5);
});

anthropic.operation('messages', 'tell what came from a cache beside the input', async () => {
  const { usage: plain } = await client().messages.create(hello);

  const { usage: cached } = await client().messages.create({ ...hello, model: 'demo-cached' });

  assert.ok(cached.cache_read_input_tokens > 0);
  assert.equal(cached.input_tokens + cached.cache_read_input_tokens, plain.input_tokens);
});

anthropic.operation('messages', 'show what was thought', async () => {
  const message = await client().messages.stream({ ...hello, model: 'demo-thinking' }).finalMessage();

  assert.deepEqual(message.content.map((block) => block.type), ['thinking', 'text']);
});

anthropic.operation('messages', 'pass on what the provider refuses', async () => {
  const counting = countingFetch();
  const create = (model, options) => client(options).messages.create({ ...hello, model });

  await assert.rejects(create('demo-error-400', { fetch: counting.fetch }), Anthropic.BadRequestError);

  assert.equal(counting.calls, 1);
  await assert.rejects(create('demo-error-429', { maxRetries: 0 }), Anthropic.RateLimitError);
});

anthropic.operation('count_tokens', 'says what a message will have', async () => {
  const { model, messages } = hello;
  const { usage } = await client().messages.create(hello);

  assert.equal((await client().messages.countTokens({ model, messages })).input_tokens, usage.input_tokens);
});

anthropic.operation('models', 'are listed', async () => {
  const models = await collect(client().models.list());

  assert.ok(models.some((model) => model.id === 'demo' && model.display_name === 'demo'));
});

anthropic.operation('model', 'is found by name', async () => {
  assert.equal((await client().models.retrieve('demo')).id, 'demo');
});

anthropic.refusal('USED_UP_KEY', 'that lasts is thrown at once, as a rate limit error', async () => {
  const counting = countingFetch();
  const used = client({ apiKey: anthropic.usedUpKey, fetch: counting.fetch });
  await used.messages.create(hello);

  for (const stream of [false, true]) {
    counting.calls = 0;
    await assert.rejects(used.messages.create({ ...hello, stream }), (error) => {
      assert.ok(error instanceof Anthropic.RateLimitError);
      assert.equal(error.status, 429);
      assert.equal(error.error.error.type, 'rate_limit_error');
      assert.match(error.message, /is limited to 1 in /);
      return true;
    });
    assert.equal(counting.calls, 1);
  }
});

anthropic.refusal('BRIEF_KEY', 'that is soon over is waited for', async () => {
  const counting = countingFetch();
  const brief = client({ apiKey: anthropic.briefKey, fetch: counting.fetch });

  const message = await untilRetried(counting, () => brief.messages.create(hello));

  assert.match(message.content[0].text, SAID);
});
