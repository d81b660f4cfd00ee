import assert from 'node:assert/strict';
import { ApiError, GoogleGenAI } from '@google/genai';
import { aim, collect, countingFetch, SAID } from './aim.js';

const gemini = aim('GEMINI');
const client = (apiKey = gemini.key, options) =>
  new GoogleGenAI({ apiKey, httpOptions: { baseUrl: gemini.url, ...options } });
const hello = { model: 'demo', contents: 'Hello' };

gemini.operation('generateContent', 'answers whole', async () => {
  const reply = await client().models.generateContent(hello);

  assert.match(reply.text, SAID);
  assert.equal(reply.candidates[0].finishReason, 'STOP');
  const { promptTokenCount, candidatesTokenCount, totalTokenCount } = reply.usageMetadata;
  assert.equal(totalTokenCount, promptTokenCount + candidatesTokenCount);
});

gemini.operation('generateContent', 'ends at the maximum', async () => {
  const reply = await client().models.generateContent({ ...hello, config: { maxOutputTokens: 5 } });

  assert.equal(reply.candidates[0].finishReason, 'MAX_TOKENS');
  assert.equal(reply.usageMetadata.candidatesTokenCount, 5);
});

gemini.operation('generateContent', 'tells what came from a cache and what was thought', async () => {
  const cached = await client().models.generateContent({ ...hello, model: 'demo-cached' });
  const thoughtful = await client().models.generateContent({ ...hello, model: 'demo-thinking' });

  assert.ok(cached.usageMetadata.cachedContentTokenCount > 0);
  const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount, totalTokenCount } = thoughtful.usageMetadata;
  assert.ok(thoughtsTokenCount > 0);
  assert.equal(totalTokenCount, promptTokenCount + candidatesTokenCount + thoughtsTokenCount);
});

gemini.operation('generateContent', 'passes on what the provider refuses', async () => {
  const refused = client().models.generateContent({ ...hello, model: 'demo-error-400' });

  await assert.rejects(refused, (error) => error instanceof ApiError && error.status === 400);
});

gemini.operation('streamGenerateContent', 'brings the same', async () => {
  const whole = await client().models.generateContent(hello);

  const chunks = await collect(await client().models.generateContentStream(hello));

  assert.ok(chunks.length > 1);
  assert.equal(chunks.map((chunk) => chunk.text ?? '').join(''), whole.text);
  assert.deepEqual(chunks.at(-1).usageMetadata, whole.usageMetadata);
});

// For one text, too, the SDK calls batchEmbedContents.
gemini.operation('embedContent', 'brings vectors', async () => {
  const reply = await client().models.embedContent({
    model: 'demo',
    contents: ['Hello', 'gate'],
    config: { outputDimensionality: 4 },
  });

  assert.deepEqual(reply.embeddings.map((each) => each.values.length), [4, 4]);
});

gemini.operation('countTokens', 'says what a prompt will have', async () => {
  const { usageMetadata } = await client().models.generateContent(hello);

  assert.equal((await client().models.countTokens(hello)).totalTokens, usageMetadata.promptTokenCount);
});

gemini.operation('models', 'are listed', async () => {
  const models = await collect(await client().models.list());

  assert.ok(models.some((model) => model.name === 'models/demo'));
});

gemini.operation('model', 'is found by name', async () => {
  assert.equal((await client().models.get({ model: 'demo' })).name, 'models/demo');
});

// The SDK calls again only where it is told to, and then looks at the status alone: there is nothing to test of a brief
// refusal.
gemini.refusal('USED_UP_KEY', 'that lasts is thrown at once, as an API error', async () => {
  const counting = countingFetch();
  const used = client(gemini.usedUpKey, { fetch: counting.fetch });
  await used.models.generateContent(hello);

  for (const call of ['generateContent', 'generateContentStream']) {
    counting.calls = 0;
    await assert.rejects(used.models[call](hello), (error) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.status, 429);
      assert.match(error.message, /RESOURCE_EXHAUSTED/);
      assert.match(error.message, /is limited to 1 in /);
      return true;
    });
    assert.equal(counting.calls, 1);
  }
});
