import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Modality, Port, Tool } from '../api/types';
import { useComposer } from '../composer/store';
import { fakeServer } from '../test/server';
import { pickExamples, useTools } from './store';
import { ToolsPage } from './ToolsPage';

const port = (name: string, modality: Modality, more: Partial<Port> = {}): Port => ({
  name,
  modality,
  cardinality: 'ONE',
  ...more,
});

function tool(name: string, takes: Modality, gives: Modality, examples: string[]): Tool {
  const bindings = [
    { id: `local:${name}`, local: true },
    { id: 'remote:x', local: false, model: 'big' },
  ];
  const ends = { inputs: [port('in', takes)], outputs: [port('out', gives)] };
  return {
    name,
    does: `Does ${name}.`,
    ...ends,
    examples,
    version: '1.0',
    licence: 'MIT',
    pure: true,
    local: true,
    bindings,
  };
}

const detect = tool('image.detect', 'IMAGE', 'BOXES', ['Where is the dog?', 'Count the cars.']);
const classify = tool('image.find', 'IMAGE', 'BOXES', ['Find a cat.']);
const speak = tool('text.speak', 'TEXT', 'AUDIO', ['Say hello.']);

beforeEach(() => {
  useTools.setState({ tools: [], absent: [], state: 'new' });
});

it('shows what each tool takes, gives and runs on, and how to get what is missing', async () => {
  const server = fakeServer();
  const absent = {
    name: 'video.make',
    does: 'Makes films.',
    inputs: [],
    outputs: [port('film', 'VIDEO')],
    remedy: 'Set a url.',
  };
  server.tools = { tools: [detect, speak], absent: [absent] };
  render(<ToolsPage />);
  expect(await screen.findByRole('heading', { name: 'image.detect' })).toBeVisible();
  expect(screen.getByText('2 tools')).toBeVisible();
  expect(screen.getAllByText('this server')).toHaveLength(2);
  expect(screen.getAllByText('elsewhere')).toHaveLength(2);
  expect(screen.getByTestId('absent-tool')).toHaveTextContent('To make it available: Set a url.');
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search tools' }), 'audio');
  expect(screen.getAllByTestId('tool')).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'Try “Say hello.”' }));
  expect(useComposer.getState().text).toBe('Say hello.');
  expect(window.location.hash).toBe('#/');
});

it('picks examples of different kinds first', () => {
  expect(pickExamples([detect, classify, speak], 3).map((each) => each.text)).toEqual([
    'Where is the dog?',
    'Say hello.',
    'Count the cars.',
  ]);
  expect(pickExamples([tool('text.embed', 'TEXT', 'EMBEDDING', ['Give me the vector.'])], 4)).toEqual([]);
  expect(pickExamples([], 4)).toEqual([]);
});
