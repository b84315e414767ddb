// What a user of OpenAI's client does with a picture. Arguments: base URL, data URL of the picture. Prints what came back, as JSON.
import OpenAI from 'openai';

const [baseURL, picture] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: 'none is needed', maxRetries: 0, timeout: 60_000 });

const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}

const question = {
  model: models[0],
  temperature: 0,
  max_tokens: 24,
  messages: [
    { role: 'system', content: 'You look at pictures.' },
    {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url: picture } },
        { type: 'text', text: 'What colour is the circle?' },
      ],
    },
  ],
};

const whole = await client.chat.completions.create(question);

const streamed = { text: '', chunks: 0 };
const stream = await client.chat.completions.create({
  ...question,
  stream: true,
  stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  streamed.chunks++;
  streamed.model = chunk.model;
  streamed.usage = chunk.usage ?? streamed.usage;
  for (const choice of chunk.choices) {
    streamed.text += choice.delta.content ?? '';
    streamed.finish = choice.finish_reason ?? streamed.finish;
  }
}

const without = await client.chat.completions.create({
  ...question,
  messages: [{ role: 'user', content: 'What colour is the circle?' }],
});

let refused;
try {
  await client.chat.completions.create({ ...question, max_tokens: -1 });
} catch (error) {
  refused = { kind: error.constructor.name, status: error.status, param: error.param, message: error.message };
}

console.log(
  JSON.stringify({
    models,
    whole: {
      model: whole.model,
      text: whole.choices[0].message.content,
      finish: whole.choices[0].finish_reason,
      usage: whole.usage,
    },
    streamed,
    promptTokensWithoutPicture: without.usage.prompt_tokens,
    refused,
  }),
);
