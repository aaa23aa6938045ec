const port = (name, modality, more = {}) => ({ name, modality, cardinality: 'ONE', ...more });

function tool(name, does, inputs, outputs, examples, bindings) {
  const local = bindings.some((binding) => binding.local);
  return {
    name,
    does,
    inputs,
    outputs,
    examples,
    version: '1.0',
    licence: 'Apache-2.0',
    pure: true,
    local,
    bindings,
  };
}

export const catalogue = {
  tools: [
    tool(
      'image.detect',
      'Finds objects in one picture and says where they are.',
      [
        port('picture', 'IMAGE'),
        port('threshold', 'TEXT', { cardinality: 'OPTIONAL', min: 0, max: 1, default: 0.4 }),
      ],
      [port('boxes', 'BOXES')],
      ['Which objects are on this photo?', 'Where is the dog?'],
      [{ id: 'local:ssd-mobilenet', local: true, model: 'ssd-mobilenet-v2' }],
    ),
    tool(
      'image.read',
      'Reads the words in one picture.',
      [port('picture', 'IMAGE')],
      [port('text', 'TEXT')],
      ['What does the sign say?'],
      [
        { id: 'local:ocr-small', local: true },
        { id: 'remote:ocr-large', local: false, model: 'trocr-large' },
      ],
    ),
    tool(
      'text.speak',
      'Says a text aloud.',
      [port('text', 'TEXT'), port('voice', 'TEXT', { cardinality: 'OPTIONAL', choices: ['en-gb', 'de'] })],
      [port('speech', 'AUDIO')],
      ['Read this to me.', 'Say “good morning” in German.'],
      [{ id: 'local:formant-voice', local: true }],
    ),
    tool(
      'speech.transcribe',
      'Writes down what is said in a recording.',
      [port('speech', 'AUDIO')],
      [port('text', 'TEXT')],
      ['What is said in this recording?'],
      [{ id: 'local:whisper-tiny', local: true, model: 'whisper-tiny' }],
    ),
    tool(
      'image.generate',
      'Makes a picture from a description.',
      [port('prompt', 'TEXT')],
      [port('picture', 'IMAGE')],
      ['Paint a lighthouse in the fog.'],
      [{ id: 'remote:diffusion', local: false, model: 'stable-diffusion' }],
    ),
  ],
  absent: [
    {
      name: 'video.generate',
      does: 'Makes a short film from a description.',
      inputs: [port('prompt', 'TEXT')],
      outputs: [port('film', 'VIDEO')],
      remedy: 'Set polyphony.remote.video.url to a server that makes video.',
    },
  ],
};
