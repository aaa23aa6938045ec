import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { useSettings } from '../app/settings';
import { stopFollowing } from '../chat/following';
import { emptyChat, useChat } from '../chat/store';
import { type FakeServer, fakeServer } from '../test/server';
import { useTools } from '../tools/store';
import { Composer } from './Composer';
import { openDraft } from './store';

let server: FakeServer;

beforeEach(() => {
  stopFollowing();
  useChat.setState(emptyChat);
  server = fakeServer();
  useTools.setState({ tools: [], absent: [], modes: [], state: 'new' });
  useSettings.setState({ mode: undefined });
  openDraft(undefined);
});

describe('the mode switch', () => {
  it('sends what was chosen', async () => {
    server.tools = { tools: [], absent: [], modes: ['auto', 'end-to-end', 'tools'] };
    render(<Composer />);
    const mode = await screen.findByRole('combobox', { name: 'How it is answered' });
    expect(mode).toHaveValue('auto');
    await userEvent.selectOptions(mode, 'One model');
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'hello{Enter}');
    const runs = () => server.asked.filter((call) => call.path === '/runs');
    await waitFor(() => expect(runs()[0]?.body).toMatchObject({ text: 'hello', mode: 'end-to-end' }));
  });

  it('is not there without a model, and nothing is sent that the server has not', async () => {
    useSettings.setState({ mode: 'end-to-end' });
    server.tools = { tools: [], absent: [], modes: ['tools', 'auto'] };
    render(<Composer />);
    await waitFor(() => expect(useTools.getState().state).toBe('loaded'));
    expect(screen.queryByTestId('mode')).toBeNull();
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'hello{Enter}');
    const runs = () => server.asked.filter((call) => call.path === '/runs');
    await waitFor(() => expect(runs()).toHaveLength(1));
    expect(runs()[0]?.body).not.toHaveProperty('mode');
  });
});
