import { useT } from '../i18n/useI18n';
import { FileTile } from './FileTile';
import { useComposer } from './store';

export function FileTray() {
  const t = useT();
  const files = useComposer((composer) => composer.files);
  if (files.length === 0) return null;
  return (
    <ul className="file-tray" aria-label={t('composer.attachments')}>
      {files.map((file) => (
        <FileTile key={file.id} file={file} />
      ))}
    </ul>
  );
}
