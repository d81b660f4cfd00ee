// What OpenAI and Azure OpenAI have in common, each with its own client.
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { collect, countingFetch, SAID } from './aim.js';

const messages = [{ role: 'user', content: 'Hello' }];

export function chatCompletions(target, client) {
  const create = (body, options) => client(options).chat.completions.create({ model: 'demo', messages, ...body });
  const contents = (chunks) => chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');

  target.operation('chat', 'answers whole', async () => {
    const completion = await create();

    assert.match(completion.choices[0].message.content, SAID);
    assert.equal(completion.choices[0].finish_reason, 'stop');
    const { prompt_tokens, completion_tokens, total_tokens } = completion.usage;
    assert.ok(prompt_tokens > 0 && completion_tokens > 0);
    assert.equal(total_tokens, prompt_tokens + completion_tokens);
  });

  target.operation('chat', 'streams the same, and its usage where it is asked', async () => {
    const whole = await create();

    const chunks = await collect(await create({ stream: true, stream_options: { include_usage: true } }));

    assert.equal(contents(chunks), whole.choices[0].message.content);
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.deepEqual(chunks.at(-1).usage, whole.usage);
  });

  target.operation('chat', 'streams no usage where nobody asked', async () => {
    const chunks = await collect(await create({ stream: true }));

    assert.match(contents(chunks), SAID);
    assert.ok(chunks.every((chunk) => !chunk.usage));
  });

  target.operation('chat', 'ends at the maximum', async () => {
    const completion = await create({ max_completion_tokens: 5 });

    assert.equal(completion.choices[0].finish_reason, 'length');
    assert.equal(completion.usage.completion_tokens, 5);
  });

  target.operation('chat', 'tells what came from a cache and what was thought', async () => {
    const cached = await create({ model: 'demo-cached' });
    const thoughtful = await create({ model: 'demo-thinking' });

    assert.equal(cached.usage.prompt_tokens_details.cached_tokens, Math.floor(cached.usage.prompt_tokens / 2));
    assert.ok(thoughtful.usage.completion_tokens_details.reasoning_tokens > 0);
  });

  target.operation('chat', 'passes on what the provider refuses', async () => {
    const counting = countingFetch();

    await assert.rejects(create({ model: 'demo-error-400' }, { fetch: counting.fetch }), OpenAI.BadRequestError);

    assert.equal(counting.calls, 1);
    await assert.rejects(create({ model: 'demo-error-429', stream: true }, { maxRetries: 0 }), OpenAI.RateLimitError);
  });
}

export function completions(target, client) {
  const create = (body) => client().completions.create({ model: 'demo', prompt: 'Hello', max_tokens: 50, ...body });

  target.operation('completions', 'answer whole', async () => {
    const completion = await create();

    assert.match(completion.choices[0].text, SAID);
    assert.equal(completion.usage.total_tokens, completion.usage.prompt_tokens + completion.usage.completion_tokens);
  });

  target.operation('completions', 'stream the same', async () => {
    const whole = await create();

    const chunks = await collect(await create({ stream: true, stream_options: { include_usage: true } }));

    assert.equal(chunks.map((chunk) => chunk.choices[0]?.text ?? '').join(''), whole.choices[0].text);
    assert.deepEqual(chunks.at(-1).usage, whole.usage);
  });
}

export function embeddings(target, client) {
  target.operation('embeddings', 'are vectors', async () => {
    const reply = await client().embeddings.create({ model: 'demo', input: ['Hello', 'gate'], dimensions: 4 });

    assert.deepEqual(reply.data.map((each) => each.embedding.length), [4, 4]);
    assert.ok(reply.data[0].embedding.every((value) => Math.abs(value) <= 1));
    assert.equal(reply.usage.total_tokens, reply.usage.prompt_tokens);
    assert.ok(reply.usage.prompt_tokens > 0);
  });

  target.operation('embeddings', 'are the same as numbers and packed', async () => {
    const [packed, numbers] = await Promise.all([undefined, 'float'].map((encoding_format) =>
      client().embeddings.create({ model: 'demo', input: 'Hello', dimensions: 4, encoding_format })));

    packed.data[0].embedding.forEach((value, index) =>
      assert.ok(Math.abs(value - numbers.data[0].embedding[index]) < 1e-6));
  });
}
