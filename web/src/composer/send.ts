import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { untilOnline } from '../api/wait';
import { newId } from '../app/newId';
import { go } from '../app/route';
import { startFollowing } from '../chat/following';
import { putRun, useChat } from '../chat/store';
import { viewOf } from '../run/view';
import { refreshSessions } from '../sessions/store';
import { modeToSend } from './ModeSwitch';
import { type Sending, sent, useComposer } from './store';
import { uploadsDone } from './uploads';

/** Sends the draft once its files are uploaded and the line is there. The draft stays until the server has it. */
export async function send(): Promise<void> {
  const draft = useComposer.getState();
  if (draft.sending || (draft.text.trim() === '' && draft.files.length === 0)) return;
  const { sessionId } = draft;
  const here = () => useComposer.getState().sessionId === sessionId;
  const step = (sending: Sending | undefined) => useComposer.setState({ sending });
  step('uploads');
  const uploaded = await uploadsDone();
  if (!here()) return;
  if (!uploaded) return step(undefined);
  if (!navigator.onLine) {
    step('line');
    await untilOnline();
    if (!here()) return;
  }
  step('request');
  await request(sessionId, here);
}

async function request(sessionId: string | undefined, here: () => boolean): Promise<void> {
  const { text, files, sendKey = newId() } = useComposer.getState();
  useComposer.setState({ sendKey, problem: undefined });
  const attachments = files.flatMap((file) =>
    file.artifact ? [{ ...file.artifact, label: file.name }] : [],
  );
  try {
    const made = await api.createRun(
      {
        text: text.trim(),
        attachments: attachments.map((artifact) => artifact.id),
        sessionId,
        mode: modeToSend(),
      },
      sendKey,
    );
    void refreshSessions();
    if (!here()) return;
    sent(made.sessionId);
    useChat.setState({ sessionId: made.sessionId, loading: false });
    putRun(
      viewOf({
        id: made.runId,
        sessionId: made.sessionId,
        text: text.trim(),
        attachments,
        state: 'RUNNING',
        createdAt: new Date().toISOString(),
      }),
    );
    go({ page: 'chat', sessionId: made.sessionId });
    startFollowing(made.runId);
  } catch (error) {
    if (here()) useComposer.setState({ sending: undefined, problem: asProblem(error) });
  }
}
