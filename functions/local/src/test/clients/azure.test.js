import assert from 'node:assert/strict';
import OpenAI, { AzureOpenAI } from 'openai';
import { aim, countingFetch, SAID, untilRetried } from './aim.js';
import { chatCompletions, completions, embeddings } from './openai-operations.js';

const azure = aim('AZURE');
const client = (options) =>
  new AzureOpenAI({ endpoint: azure.url, apiKey: azure.key, apiVersion: '2024-10-21', ...options });
const messages = [{ role: 'user', content: 'Hello' }];

// The SDK takes the model for the deployment.
chatCompletions(azure, client);
completions(azure, client);
embeddings(azure, client);

azure.operation('v1', "answers OpenAI's own client, by chat and by response", async () => {
  const v1 = new OpenAI({ baseURL: `${azure.url}/openai/v1`, apiKey: azure.key });

  const completion = await v1.chat.completions.create({ model: 'demo', messages });
  const response = await v1.responses.create({ model: 'demo', input: 'Hello' });

  assert.match(completion.choices[0].message.content, SAID);
  assert.match(response.output_text, SAID);
});

azure.operation('v1', 'takes the key where Azure has it', async () => {
  const v1 = new OpenAI({
    baseURL: `${azure.url}/openai/v1`,
    apiKey: 'not sent',
    defaultHeaders: { authorization: null, 'api-key': azure.key },
  });

  const completion = await v1.chat.completions.create({ model: 'demo', messages });

  assert.match(completion.choices[0].message.content, SAID);
});

azure.refusal('USED_UP_KEY', 'that lasts is thrown at once, as a rate limit error', async () => {
  const counting = countingFetch();
  const used = client({ apiKey: azure.usedUpKey, fetch: counting.fetch });
  const call = (stream) => used.chat.completions.create({ model: 'demo', messages, stream });
  await call(false);

  for (const stream of [false, true]) {
    counting.calls = 0;
    await assert.rejects(call(stream), (error) => {
      assert.ok(error instanceof OpenAI.RateLimitError);
      assert.equal(error.status, 429);
      assert.equal(error.code, '429');
      assert.match(error.message, /is limited to 1 in /);
      return true;
    });
    assert.equal(counting.calls, 1);
  }
});

azure.refusal('BRIEF_KEY', 'that is soon over is waited for', async () => {
  const counting = countingFetch();
  const brief = client({ apiKey: azure.briefKey, fetch: counting.fetch });

  const completion = await untilRetried(counting, () => brief.chat.completions.create({ model: 'demo', messages }));

  assert.match(completion.choices[0].message.content, SAID);
});
