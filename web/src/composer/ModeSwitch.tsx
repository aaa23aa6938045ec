import { useEffect } from 'react';
import type { Mode } from '../api/types';
import { useSettings } from '../app/settings';
import { useT } from '../i18n/useI18n';
import { loadTools, useTools } from '../tools/store';

const MODES: Mode[] = ['auto', 'tools', 'end-to-end'];

/** Returns the mode of the next request: what was chosen, if this server has it. */
export function modeToSend(): Mode | undefined {
  const { mode } = useSettings.getState();
  return mode && useTools.getState().modes.includes(mode) ? mode : undefined;
}

/** How requests are answered; shown where the server has an any-to-any model. */
export function ModeSwitch() {
  const t = useT();
  const { mode, setMode } = useSettings();
  const modes = useTools((tools) => tools.modes);
  const fresh = useTools((tools) => tools.state === 'new');
  useEffect(() => {
    if (fresh) void loadTools();
  }, [fresh]);
  if (!modes.includes('end-to-end')) return null;
  return (
    <select
      className="mode-switch"
      aria-label={t('mode.label')}
      data-testid="mode"
      value={mode && modes.includes(mode) ? mode : modes[0]}
      onChange={(event) => setMode(event.target.value as Mode)}
    >
      {MODES.map((each) => (
        <option key={each} value={each}>
          {t(`mode.${each}`)}
        </option>
      ))}
    </select>
  );
}
