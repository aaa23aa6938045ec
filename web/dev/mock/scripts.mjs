import { artifact, keepArtifact, keepJson } from './artifacts.mjs';
import { tune } from './sound.mjs';

/** Chooses what happens by words of the request: "fail", "retry", "broken", "table", "long"; else by its files. */
export function scriptFor(run, emit) {
  const picture = run.attachments.find((each) => each.modality === 'IMAGE');
  if (/\bbroken\b/.test(run.text)) return broken();
  if (/\btable\b/.test(run.text)) return kinds(run, emit, picture);
  if (/\blong\b/.test(run.text)) return words(emit, LONG);
  if (picture)
    return photo(run, emit, picture, { fails: /\bfail/.test(run.text), retries: /\bretry\b/.test(run.text) });
  return words(emit, HELLO);
}

const task = (id, tool, inputs) => ({ id, tool, inputs });

function provenance(run, id, taskId, tool, binding, inputs, more = {}) {
  return {
    artifactId: id,
    runId: run.id,
    taskId,
    tool,
    toolVersion: '1.0',
    binding,
    parameters: {},
    inputs,
    madeAt: new Date().toISOString(),
    ...more,
  };
}

async function* photo(run, emit, picture, { fails, retries }) {
  const plan = {
    tasks: [
      task('t1', 'image.detect', { picture: { artifact: picture.id }, threshold: 0.4 }),
      task('t2', 'image.read', { picture: { artifact: picture.id } }),
      task('t3', 'text.speak', { text: { task: 't2', port: 'text', inferred: true }, voice: 'en-gb' }),
    ],
    deliverables: [
      { task: 't1', port: 'boxes' },
      { task: 't3', port: 'speech' },
    ],
  };
  yield 500;
  emit('plan.proposed', {
    plan,
    planner: 'search',
    findings: [
      {
        code: 'inferred',
        pointer: '/tasks/2/inputs/text',
        message: 'text.speak takes the text of image.read, the only text in the plan.',
      },
    ],
  });
  emit('plan.accepted', { plan });
  const found = (emit1, taskId, port, made, tool, binding, inputs, more) =>
    emit1('artifact.created', {
      taskId,
      port,
      artifact: made,
      provenance: provenance(run, made.id, taskId, tool, binding, inputs, more),
    });
  emit('task.started', {
    taskId: 't1',
    attempt: 1,
    tool: 'image.detect',
    binding: 'local:ssd-mobilenet',
    reason: 'the only binding of this tool, and it is healthy',
    inputs: { picture: [picture.id], threshold: 0.4 },
  });
  emit('task.started', {
    taskId: 't2',
    attempt: 1,
    tool: 'image.read',
    binding: 'local:ocr-small',
    reason: 'local, and faster than the remote one by its last 20 calls',
    inputs: { picture: [picture.id] },
  });
  for (let i = 1; i <= 4; i++) {
    yield 350;
    emit('task.progress', {
      taskId: 't1',
      attempt: 1,
      done: i,
      total: 4,
      message: i < 3 ? 'looking at the picture' : 'naming what was found',
    });
  }
  const { width = 640, height = 480 } = picture;
  const at = (label, score, x, y, w, h) => ({
    label,
    score,
    x: x * width,
    y: y * height,
    width: w * width,
    height: h * height,
  });
  const boxes = keepJson(
    'BOXES',
    {
      width,
      height,
      boxes: [
        at('bicycle', 0.97, 0.13, 0.56, 0.28, 0.3),
        at('dog', 0.91, 0.52, 0.66, 0.17, 0.21),
        at('potted plant', 0.78, 0.8, 0.6, 0.1, 0.27),
        at('door', 0.66, 0.66, 0.32, 0.13, 0.5),
      ],
    },
    'objects',
  );
  found(emit, 't1', 'boxes', boxes, 'image.detect', 'local:ssd-mobilenet', [picture.id]);
  emit('task.succeeded', { taskId: 't1', outputs: { boxes: [boxes.id] } });
  let attempt = 1;
  if (retries || fails) {
    yield 600;
    attempt = 2;
    emit('task.retrying', {
      taskId: 't2',
      attempt,
      delayMs: 1200,
      error: {
        code: 'timed_out',
        message: 'local:ocr-small gave no answer within 5 s.\nMaybe give the tool more time.',
        retriable: true,
      },
    });
    yield 1200;
    emit('task.started', {
      taskId: 't2',
      attempt,
      tool: 'image.read',
      binding: 'remote:ocr-large',
      reason: 'the first binding timed out',
      inputs: { picture: [picture.id] },
    });
  }
  if (fails) {
    yield 700;
    emit('task.failed', {
      taskId: 't2',
      error: {
        code: 'provider_unavailable',
        message:
          'remote:ocr-large answered 503 to 2 of 2 calls.\nMaybe the model is still loading: ask again in a minute.',
        retriable: true,
      },
    });
    emit('task.skipped', {
      taskId: 't3',
      cause: 't2',
      message: 'text.speak needs the text of image.read, which failed.',
    });
    return yield* say(
      emit,
      `I found **four objects** in the picture.\n\nThe words on the sign could not be read, because \`image.read\` failed, so there is nothing to say aloud.`,
      [boxes.id],
    );
  }
  yield 500;
  const text = keepArtifact(Buffer.from(`BAKERY\nopen daily 7 to 6`), 'text/plain', {
    label: 'words in the picture',
  });
  found(emit, 't2', 'text', text, 'image.read', attempt > 1 ? 'remote:ocr-large' : 'local:ocr-small', [
    picture.id,
  ]);
  emit('task.succeeded', { taskId: 't2', outputs: { text: [text.id] } });
  emit('task.started', {
    taskId: 't3',
    attempt: 1,
    tool: 'text.speak',
    binding: 'local:formant-voice',
    reason: 'the only binding of this tool, and it is healthy',
    inputs: { text: [text.id], voice: 'en-gb' },
  });
  yield 1500;
  const { bytes, ...measures } = tune();
  const speech = keepArtifact(bytes, 'audio/wav', { label: 'the sign, read aloud', ...measures });
  found(emit, 't3', 'speech', speech, 'text.speak', 'local:formant-voice', [text.id], { seed: 7 });
  emit('task.succeeded', { taskId: 't3', outputs: { speech: [speech.id] } });
  emit('usage', { seconds: 4.1, tokensIn: 412, tokensOut: 96 });
  yield* say(
    emit,
    `The picture shows a shop front with **a bicycle, a dog, a potted plant and a door**.\n\nThe sign reads:\n\n> BAKERY — open daily 7 to 6\n\nHere it is aloud:\n\n![the sign, read aloud](artifact:${speech.id})`,
    [boxes.id, speech.id],
  );
}

async function* kinds(run, emit, picture) {
  const plan = {
    tasks: [
      task('t1', 'image.classify', picture ? { picture: { artifact: picture.id } } : {}),
      task('t2', 'data.summarise', { rows: 'last week' }),
    ],
    deliverables: [
      { task: 't1', port: 'labels' },
      { task: 't2', port: 'table' },
    ],
  };
  yield 200;
  emit('plan.proposed', { plan, planner: 'llm' });
  emit('plan.accepted', { plan });
  const labels = keepJson(
    'LABELS',
    {
      labels: [
        { label: 'bakery', score: 0.83 },
        { label: 'bicycle shop', score: 0.09 },
        { label: 'café', score: 0.05 },
      ],
    },
    'what kind of place',
  );
  const table = keepJson(
    'TABLE',
    {
      columns: ['day', 'loaves', 'visitors'],
      rows: [
        ['Monday', 120, 88],
        ['Tuesday', 131, 92],
        ['Wednesday', 98, 71],
      ],
    },
    'last week',
  );
  for (const [taskId, tool, port, made] of [
    ['t1', 'image.classify', 'labels', labels],
    ['t2', 'data.summarise', 'table', table],
  ]) {
    emit('task.started', {
      taskId,
      attempt: 1,
      tool,
      binding: `local:${tool}`,
      reason: 'the only one',
      inputs: {},
    });
    yield 200;
    emit('artifact.created', {
      taskId,
      port,
      artifact: made,
      provenance: provenance(run, made.id, taskId, tool, `local:${tool}`, picture ? [picture.id] : []),
    });
    emit('task.succeeded', { taskId, outputs: { [port]: [made.id] }, cached: taskId === 't2' });
  }
  yield* say(emit, 'It is most likely a **bakery**. Last week in numbers is below.', [labels.id, table.id]);
}

async function* broken() {
  yield 300;
  yield {
    code: 'invalid_plan',
    message:
      'No tool gives AUDIO from TEXT.\nMaybe install a speech tool: the tools page says which are missing.',
    retriable: false,
  };
}

async function* words(emit, text) {
  yield 300;
  const plan = { tasks: [], deliverables: [], answer: text };
  emit('plan.proposed', { plan, planner: 'search' });
  emit('plan.accepted', { plan });
  yield* say(emit, text, []);
}

async function* say(emit, text, artifacts) {
  for (const part of text.match(/\S+\s*|\s+/g)) {
    yield 25;
    emit('answer.delta', { text: part });
  }
  emit('answer.completed', { text, artifacts: artifacts.filter((id) => artifact(id)) });
}

const HELLO = 'Hello. Add a picture and ask what is in it; I plan which tools to use, and you see each step.';
const LONG = `# A longer answer

Some *words* with \`code\`, a [link](https://example.org) and a list:

1. first
2. second

| tool | takes | gives |
| --- | --- | --- |
| image.detect | picture | boxes |
| text.speak | text | speech |

\`\`\`java
var answer = agent.ask("What is on this photo?");
System.out.println(answer.text());
\`\`\`

<script>alert(1)</script> stays text, and ![a picture from elsewhere](https://example.org/pixel.png) is not loaded.`;
